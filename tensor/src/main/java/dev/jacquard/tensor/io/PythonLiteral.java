package dev.jacquard.tensor.io;

import java.util.Arrays;

/** The part of Python's literals that headers of {@code .npy} files are made of. */
final class PythonLiteral {
  private final String where;
  private final String text;
  private int at;

  /** A reader at the beginning of a text. */
  PythonLiteral(String where, String text) {
    this.where = where;
    this.text = text;
  }

  /** Steps over white space and this character. */
  void expect(char c) throws TensorFileException {
    if (!accept(c)) {
      throw error("'" + c + "'");
    }
  }

  /** Steps over white space, and over this character if it is the next. */
  boolean accept(char c) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Steps over the white space that must be all that is left. */
  void expectEnd() throws TensorFileException {
    skipSpace();
    if (at < text.length()) {
      throw error("nothing more");
    }
  }

  /** A string in single or double quotes; none that a header needs has an escape. */
  String string() throws TensorFileException {
    skipSpace();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '\'' && quote != '"') {
      throw error("a string");
    }
    int end = text.indexOf(quote, at + 1);
    if (end < 0 || text.substring(at, end).indexOf('\\') >= 0) {
      throw error("a string without escapes");
    }
    String string = text.substring(at + 1, end);
    at = end + 1;
    return string;
  }

  /** {@code True} or {@code False}. */
  boolean bool() throws TensorFileException {
    skipSpace();
    if (text.startsWith("True", at)) {
      at += 4;
      return true;
    }
    if (text.startsWith("False", at)) {
      at += 5;
      return false;
    }
    throw error("True or False");
  }

  /** A tuple of integers: {@code ()}, {@code (3,)}, {@code (3, 4)}. */
  long[] integers(int most) throws TensorFileException {
    long[] integers = new long[most];
    int count = 0;
    expect('(');
    boolean separated = true;
    while (!accept(')')) {
      if (!separated || count == most) {
        throw error(separated ? "at most " + most + " axes" : "','");
      }
      integers[count++] = integer();
      separated = accept(',');
    }
    if (count == 1 && !separated) {
      throw error("',' after the only integer of a tuple");
    }
    return Arrays.copyOf(integers, count);
  }

  /** The exception for something else than this at the current place. */
  TensorFileException error(String expected) {
    return new TensorFileException(
        where + ": expected " + expected + " at byte " + at + " of header " + Excerpt.of(text));
  }

  private long integer() throws TensorFileException {
    skipSpace();
    int start = at;
    while (at < text.length() && (isDigit(text.charAt(at)) || (at == start && isSign()))) {
      at++;
    }
    try {
      long value = Long.parseLong(text.substring(start, at));
      if (at < text.length() && text.charAt(at) == 'L') {
        // Python 2 wrote long integers so.
        at++;
      }
      return value;
    } catch (NumberFormatException e) {
      throw error("a 64-bit integer");
    }
  }

  private boolean isSign() {
    return text.charAt(at) == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
