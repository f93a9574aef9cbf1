package dev.jacquard.tensor.io;

import java.math.BigInteger;

/** The arguments that protocol 0 of pickle writes as text. */
final class PickleText {
  private static final int LONGEST_NUMBER = 320;

  private PickleText() {}

  /**
   * An integer, as {@link Long} where it fits.
   *
   * @throws NumberFormatException if it is none, or one of hundreds of digits
   */
  static Number integer(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException("too long");
    }
    return narrow(new BigInteger(text));
  }

  /** The integer as {@link Long} where it fits. */
  static Number narrow(BigInteger integer) {
    return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
  }

  /**
   * A floating-point number as Python shows it.
   *
   * @throws NumberFormatException if it is none
   */
  static double real(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        for (int i = 0; i < text.length(); i++) {
          // Java would also take hexadecimal numbers and type suffixes.
          if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
            throw new NumberFormatException(text);
          }
        }
        yield Double.parseDouble(text);
      }
    };
  }

  /**
   * A string between quotes, with Python's escapes.
   *
   * @throws NumberFormatException if quotes or escapes are broken
   */
  static String quoted(String text) {
    int last = text.length() - 1;
    if (last < 1 || text.charAt(0) != text.charAt(last) || "'\"".indexOf(text.charAt(0)) < 0) {
      throw new NumberFormatException("no quotes");
    }
    return unescape(text.substring(1, last), "\\'\"ntrx");
  }

  /**
   * A string without quotes, of which only characters by number are escaped.
   *
   * @throws NumberFormatException if an escape is broken
   */
  static String raw(String text) {
    return unescape(text, "uU");
  }

  private static String unescape(String text, String escapes) {
    StringBuilder plain = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length() || escapes.indexOf(text.charAt(at)) < 0) {
        plain.append(c);
        continue;
      }
      char escape = text.charAt(at++);
      int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
      if (at + digits > text.length()) {
        throw new NumberFormatException("short escape");
      }
      if (digits > 0) {
        int code = Integer.parseInt(text.substring(at, at + digits), 16);
        if (!Character.isValidCodePoint(code)) {
          throw new NumberFormatException("no character");
        }
        plain.appendCodePoint(code);
        at += digits;
      } else {
        plain.append(
            switch (escape) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escape;
            });
      }
    }
    return plain.toString();
  }
}
