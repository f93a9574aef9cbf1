package dev.jacquard.cli.draw;

import java.util.Locale;

/** The text of an SVG document, line by line. */
final class Svg {
  private static final char REPLACEMENT = '\ufffd';

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /** A number with at most one decimal. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    String whole = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return whole.equals("-0") ? "0" : whole;
  }

  /** Text as it may stand in an element or attribute; what XML cannot hold is replaced. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : REPLACEMENT);
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int c) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c >= ' ' && !surrogate && c != '\ufffe' && c != '\uffff';
  }

  /** Adds a line. */
  Svg line(String format, Object... arguments) {
    text.append("  ".repeat(depth))
        .append(String.format(Locale.ROOT, format, arguments))
        .append('\n');
    return this;
  }

  /** Adds a line that opens an element, in which the next ones are. */
  Svg open(String format, Object... arguments) {
    line(format, arguments);
    depth++;
    return this;
  }

  /** Ends the innermost open element. */
  Svg close(String element) {
    depth--;
    return line("</%s>", element);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
