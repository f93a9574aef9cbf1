package dev.jacquard.cli;

/**
 * Text from files and arguments as it may go to a terminal: one line, without control characters.
 */
final class PrintableText {
  private PrintableText() {}

  /** The text with control characters, line separators included, as {@code \}{@code u001b}. */
  static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        printable.append(String.format("\\u%04x", (int) c));
      } else {
        printable.append(c);
      }
    }
    return printable.toString();
  }
}
