package dev.jacquard.tensor.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, with the ways in which its instructions write their arguments. */
final class PickleInput {
  private static final int LONGEST_LINE = 4096;

  /** What Java decodes broken text to; it may also stand in sound text. */
  private static final char REPLACEMENT = '\ufffd';

  private final String where;
  private final ByteBuffer bytes;

  /** An input that begins at the buffer's position. */
  PickleInput(String where, ByteBuffer bytes) {
    this.where = where;
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The place of the next byte. */
  int position() {
    return bytes.position();
  }

  /** The number of bytes that are left. */
  int remaining() {
    return bytes.remaining();
  }

  /** An unsigned byte. */
  int u1() throws TensorFileException {
    require(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  /** An unsigned 16-bit integer. */
  int u2() throws TensorFileException {
    require(2);
    return Short.toUnsignedInt(bytes.getShort());
  }

  /** A signed 32-bit integer. */
  int i4() throws TensorFileException {
    require(4);
    return bytes.getInt();
  }

  /** An unsigned 32-bit integer. */
  long u4() throws TensorFileException {
    return Integer.toUnsignedLong(i4());
  }

  /** A 64-bit length; those above the largest long become negative and match nothing. */
  long i8() throws TensorFileException {
    require(8);
    return bytes.getLong();
  }

  /** A big-endian double. */
  double f8() throws TensorFileException {
    return Double.longBitsToDouble(Long.reverseBytes(i8()));
  }

  /** So many bytes. */
  byte[] bytes(long count) throws TensorFileException {
    require(count);
    byte[] copy = new byte[(int) count];
    bytes.get(copy);
    return copy;
  }

  /** A string of so many bytes. */
  String utf8(long count) throws TensorFileException {
    require(count);
    ByteBuffer encoded = bytes.slice(bytes.position(), (int) count);
    bytes.position(bytes.position() + (int) count);
    int start = encoded.arrayOffset();
    String text = new String(encoded.array(), start, (int) count, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(encoded)) {
      throw new TensorFileException(
          where + ": expected UTF-8 before byte " + bytes.position() + " of the pickle");
    }
    return text;
  }

  /** Decodes piece by piece, since a strict decoder's buffer would be twice as long as the text. */
  private static boolean isUtf8(ByteBuffer encoded) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer piece = CharBuffer.allocate(1024);
    CoderResult result;
    do {
      result = decoder.decode(encoded, piece.clear(), true);
    } while (result.isOverflow());
    return result.isUnderflow();
  }

  /** The text up to a line feed, which is left out. Protocol 0 writes it in Latin-1. */
  String line() throws TensorFileException {
    int start = bytes.position();
    for (int end = start; end < bytes.limit() && end - start <= LONGEST_LINE; end++) {
      if (bytes.get(end) == '\n') {
        byte[] line = bytes(end - start);
        bytes.position(end + 1);
        return new String(line, StandardCharsets.ISO_8859_1);
      }
    }
    throw error("a line of at most " + LONGEST_LINE + " bytes");
  }

  /** The exception for something else than this at the next byte. */
  TensorFileException error(String expected) {
    return new TensorFileException(
        where + ": expected " + expected + " at byte " + bytes.position() + " of the pickle");
  }

  private void require(long count) throws TensorFileException {
    if (count < 0 || count > bytes.remaining()) {
      throw error(
          Long.toUnsignedString(count) + " more bytes (there are " + bytes.remaining() + ")");
    }
  }
}
