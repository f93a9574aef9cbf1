package dev.jacquard.nn.data;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes as the IDX files of MNIST and its kin hold it: two zero bytes, the
 * type (8: unsigned byte), the number of axes, the axes as big-endian 32-bit integers, the elements
 * in row-major order, and nothing more. A file may be compressed with gzip, which its content
 * tells.
 *
 * <p>The format is described on <a href="http://yann.lecun.com/exdb/mnist/">the page of MNIST</a>.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 8;

  /** What deflate makes of one byte at most: RFC 1951 codes 258 bytes in 2 bits. */
  private static final long MOST_INFLATED = 1032;

  /** A check sum and a length end a gzip file (RFC 1952). */
  private static final int GZIP_TRAILER = 8;

  private final String where;
  private final Shape shape;
  private final byte[] data;
  private final int offset;

  private Idx(String where, Shape shape, byte[] data, int offset) {
    this.where = where;
    this.shape = shape;
    this.data = data;
    this.offset = offset;
  }

  /**
   * Reads the array of a file.
   *
   * @throws TensorFileException if the file cannot be read or is not an IDX file of unsigned bytes
   */
  public static Idx read(Path path) throws TensorFileException {
    if (Files.isDirectory(path)) {
      throw new TensorFileException(path + ": expected a file, this is a directory");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), in);
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /**
   * Reads the array that a stream holds to its end; the stream is not closed.
   *
   * @param where what messages call the stream
   * @throws TensorFileException if the stream cannot be read or is not an IDX file of unsigned
   *     bytes
   */
  public static Idx read(String where, InputStream in) throws TensorFileException {
    return read(where, drain(where, in));
  }

  /**
   * Reads an array over the bytes of a file, which it shares where they are not compressed.
   *
   * @param where what messages call the bytes
   * @throws TensorFileException if the bytes are not those of an IDX file of unsigned bytes
   */
  public static Idx read(String where, byte[] file) throws TensorFileException {
    boolean gzip = file.length >= 2 && file[0] == 0x1f && file[1] == (byte) 0x8b;
    return gzip ? inflate(where, file) : plain(where, file);
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** A copy of the elements. */
  public byte[] toBytes() {
    byte[] copy = new byte[shape.size()];
    System.arraycopy(data, offset, copy, 0, copy.length);
    return copy;
  }

  /** What messages call the file. */
  String where() {
    return where;
  }

  /** The array that holds the elements from {@link #offset()} on; shared. */
  byte[] data() {
    return data;
  }

  /** The place of the first element in {@link #data()}. */
  int offset() {
    return offset;
  }

  /**
   * All bytes of a stream; it is not closed.
   *
   * @throws TensorFileException if it cannot be read or holds more than a quarter of the heap
   */
  static byte[] drain(String where, InputStream in) throws TensorFileException {
    int limit = mostBytes();
    byte[] bytes;
    try {
      bytes = in.readNBytes(limit + 1);
    } catch (IOException e) {
      throw unreadable(where, e);
    }
    if (bytes.length > limit) {
      throw new TensorFileException(
          where + ": expected at most " + limit + " bytes, a quarter of the heap (-Xmx)");
    }
    return bytes;
  }

  private static Idx plain(String where, byte[] file) throws TensorFileException {
    Shape shape;
    try {
      shape = header(where, new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw unreadable(where, e);
    }
    int start = headerBytes(shape);
    int actual = file.length - start;
    if (actual != shape.size()) {
      throw new TensorFileException(lengthMessage(where, shape, String.valueOf(actual)));
    }
    return new Idx(where, shape, file, start);
  }

  private static Idx inflate(String where, byte[] file) throws TensorFileException {
    try (Gunzip in = new Gunzip(file)) {
      Shape shape = header(where, in);
      if (shape.size() > Math.min(mostBytes(), MOST_INFLATED * file.length)) {
        throw new TensorFileException(
            lengthMessage(where, shape, "at most " + MOST_INFLATED + " for each of " + file.length)
                + ", and a quarter of the heap (-Xmx) at most");
      }
      byte[] data = new byte[shape.size()];
      int actual = in.readNBytes(data, 0, data.length);
      if (actual < data.length) {
        throw new TensorFileException(lengthMessage(where, shape, String.valueOf(actual)));
      }
      if (in.read() != -1) {
        throw new TensorFileException(lengthMessage(where, shape, "more"));
      }
      if (in.following() != 0) {
        throw new TensorFileException(
            where + ": expected nothing after the compressed part, file has more");
      }
      return new Idx(where, shape, data, 0);
    } catch (IOException e) {
      throw unreadable(where, e);
    }
  }

  /** Reads up to the first element, and makes nothing as large as the header asks for. */
  private static Shape header(String where, InputStream in) throws IOException {
    byte[] magic = in.readNBytes(4);
    if (magic.length < 4) {
      throw new TensorFileException(
          where + ": expected the 4 bytes that begin an IDX file, file has " + magic.length);
    }
    if (magic[0] != 0 || magic[1] != 0) {
      throw new TensorFileException(
          String.format(
              "%s: expected an IDX file, which begins with 00 00 08, file begins with %02x %02x %02x",
              where, magic[0], magic[1], magic[2]));
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw new TensorFileException(
          String.format("%s: expected type 08 (unsigned byte), file has %02x", where, magic[2]));
    }
    int[] dims = new int[Byte.toUnsignedInt(magic[3])];
    byte[] axes = in.readNBytes(dims.length * Integer.BYTES);
    if (axes.length < dims.length * Integer.BYTES) {
      throw new TensorFileException(
          where + ": expected " + dims.length + " axes, file ends before the last of them");
    }
    ByteBuffer.wrap(axes).asIntBuffer().get(dims);
    try {
      return Shape.of(dims);
    } catch (IllegalArgumentException e) {
      throw new TensorFileException(where + ": " + e.getMessage(), e);
    }
  }

  private static int headerBytes(Shape shape) {
    return 4 + shape.rank() * Integer.BYTES;
  }

  private static String lengthMessage(String where, Shape shape, String actual) {
    return where
        + ": expected "
        + shape.size()
        + " bytes for "
        + shape
        + " after the header, file has "
        + actual;
  }

  /** Of one file or array, so that a file, its content and a copy leave room for the rest. */
  private static int mostBytes() {
    return (int) Math.min(Runtime.getRuntime().maxMemory() / 4, Integer.MAX_VALUE - 16);
  }

  /** Says what could not be done with a file. */
  static TensorFileException unreadable(String where, IOException cause) {
    if (cause instanceof TensorFileException ours) {
      return ours;
    }
    String kind = cause.getClass().getSimpleName();
    String reason = cause.getMessage();
    return new TensorFileException(
        where + ": " + (reason == null || reason.equals(where) ? kind : kind + ": " + reason),
        cause);
  }

  /** Expands bytes and knows how many follow the compressed part, which its parent passes over. */
  private static final class Gunzip extends GZIPInputStream {
    Gunzip(byte[] file) throws IOException {
      super(new ByteArrayInputStream(file), file.length);
    }

    /** At the end: all bytes lie in the one buffer, and the inflater left what it did not need. */
    int following() {
      return inf.getRemaining() - GZIP_TRAILER;
    }
  }
}
