package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands before the bytes of a {@code .npy} array: eight bytes of magic and version, the
 * header's length, and a Python dictionary.
 *
 * <p>Source: NumPy enhancement proposal 1, versions 1.0 to 3.0.
 *
 * @param length all bytes before the first element
 */
record NpyHeader(DType type, ByteOrder order, boolean columnMajor, Shape shape, int length) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int LARGEST = 1 << 16;
  private static final int ALIGNMENT = 64;

  /** Whether the bytes begin as {@code .npy} files do. */
  static boolean begins(byte[] head) {
    return head.length >= MAGIC.length && Arrays.equals(head, 0, 6, MAGIC, 0, 6);
  }

  /** Reads the header from a stream, and nothing behind it. */
  static NpyHeader read(String where, InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (!begins(start)) {
      throw new TensorFileException(where + ": expected the bytes of a .npy array, found others");
    }
    if (start.length < 8 || start[6] < 1 || start[6] > 3 || start[7] != 0) {
      throw new TensorFileException(where + ": expected .npy version 1.0, 2.0 or 3.0");
    }
    int widthOfLength = start[6] == 1 ? 2 : 4;
    byte[] encoded = in.readNBytes(widthOfLength);
    long length = 0;
    for (int i = encoded.length - 1; i >= 0; i--) {
      length = length << 8 | Byte.toUnsignedLong(encoded[i]);
    }
    if (encoded.length < widthOfLength || length > LARGEST) {
      throw new TensorFileException(
          where + ": expected a header of at most " + LARGEST + " bytes, got " + length);
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new TensorFileException(
          where + ": expected a header of " + length + " bytes, file has " + text.length);
    }
    PythonLiteral literal = new PythonLiteral(where, new String(text, StandardCharsets.UTF_8));
    return parse(where, literal, 8 + widthOfLength + text.length);
  }

  /** The header for an array that is written row-major and little-endian. */
  static byte[] encode(StoredArray array) throws TensorFileException {
    DType type = array.type();
    if (type.npy().isEmpty()) {
      throw new TensorFileException(
          array + ": expected a type that .npy has, " + type + " has none");
    }
    StringBuilder text = new StringBuilder();
    text.append("{'descr': '").append(type.bytes() == 1 ? '|' : '<').append(type.npy());
    text.append("', 'fortran_order': False, 'shape': (");
    for (int dim : array.shape().dims()) {
      text.append(dim).append(array.shape().rank() == 1 ? "," : ", ");
    }
    if (array.shape().rank() > 1) {
      text.setLength(text.length() - 2);
    }
    text.append("), }");
    int before = MAGIC.length + 4;
    while ((before + text.length() + 1) % ALIGNMENT != 0) {
      text.append(' ');
    }
    text.append('\n');
    byte[] header = Arrays.copyOf(MAGIC, before + text.length());
    header[6] = 1;
    header[8] = (byte) text.length();
    header[9] = (byte) (text.length() >>> 8);
    byte[] ascii = text.toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, header, before, ascii.length);
    return header;
  }

  private static NpyHeader parse(String where, PythonLiteral literal, int length)
      throws TensorFileException {
    String descr = "";
    boolean columnMajor = false;
    long[] dims = {};
    int seen = 0;
    literal.expect('{');
    while (!literal.accept('}')) {
      String key = literal.string();
      literal.expect(':');
      int field =
          switch (key) {
            case "descr" -> {
              descr = literal.string();
              yield 1;
            }
            case "fortran_order" -> {
              columnMajor = literal.bool();
              yield 2;
            }
            case "shape" -> {
              dims = literal.integers(FormatLimits.MOST_AXES);
              yield 4;
            }
            default -> throw literal.error("'descr', 'fortran_order' or 'shape'");
          };
      if ((seen & field) != 0) {
        throw literal.error("'" + key + "' only once");
      }
      seen |= field;
      if (!literal.accept(',')) {
        literal.expect('}');
        break;
      }
    }
    literal.expectEnd();
    if (seen != 7) {
      throw literal.error("'descr', 'fortran_order' and 'shape'");
    }
    DType type = type(where, descr);
    ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(type, order, columnMajor, FormatLimits.shape(where, type, dims), length);
  }

  private static DType type(String where, String descr) throws TensorFileException {
    for (DType type : DType.values()) {
      if (!type.npy().isEmpty()
          && descr.length() == 3
          && descr.endsWith(type.npy())
          && (type.bytes() == 1 ? "<>|" : "<>").indexOf(descr.charAt(0)) >= 0) {
        return type;
      }
    }
    throw new TensorFileException(
        where
            + ": expected elements b1, i1, u1, i2, u2, i4, u4, i8, u8, f2, f4 or f8 with a byte"
            + " order, got '"
            + Excerpt.of(descr)
            + "'");
  }
}
