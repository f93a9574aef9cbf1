package dev.jacquard.tensor.io;

/** Text from a file as a message may show it: short, and without control characters. */
final class Excerpt {
  private static final int LONGEST = 100;

  private Excerpt() {}

  /** The text, or its beginning. */
  static String of(String text) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    StringBuilder printable = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      printable.append(Character.isISOControl(c) ? '?' : c);
    }
    return printable.toString();
  }
}
