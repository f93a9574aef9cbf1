package dev.jacquard.tensor.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * NumPy's {@code .npy} files: one array. Both byte orders and both storage orders are read; what is
 * written is little-endian and row-major.
 */
public final class Npy {
  private Npy() {}

  /**
   * Reads the array of a file.
   *
   * @throws TensorFileException if the file cannot be read or does not hold one array
   */
  public static StoredArray read(Path path) throws TensorFileException {
    try (ByteSource source = ByteSource.open(path)) {
      return read(source);
    }
  }

  /**
   * Reads the array that a stream holds to its end; the stream is not closed.
   *
   * @throws TensorFileException if the stream cannot be read or does not hold one array
   */
  public static StoredArray read(InputStream in) throws TensorFileException {
    return read(ByteSource.drain(in));
  }

  /**
   * Reads an array over the bytes of a file, which it shares.
   *
   * @throws TensorFileException if the bytes are not those of one array
   */
  public static StoredArray read(byte[] bytes) throws TensorFileException {
    return read(ByteSource.of(bytes));
  }

  /**
   * Writes an array to a file, which appears complete or not at all.
   *
   * @throws TensorFileException if the file cannot be written or NumPy has no such type (BF16)
   */
  public static void write(Path path, StoredArray array) throws TensorFileException {
    AtomicFile.write(path, out -> encode(out, array));
  }

  /**
   * Writes an array to a stream, which is flushed and left open.
   *
   * @throws TensorFileException if the stream cannot be written or NumPy has no such type (BF16)
   */
  public static void write(OutputStream out, StoredArray array) throws TensorFileException {
    AtomicFile.write(out, stream -> encode(stream, array));
  }

  static StoredArray read(ByteSource source) throws TensorFileException {
    return parse(source.name(), source.slice(0, source.size()));
  }

  /** The array over the bytes of a whole file. */
  static StoredArray parse(String where, ByteBuffer file) throws TensorFileException {
    NpyHeader header;
    try (InputStream in = Content.of(file).open()) {
      header = NpyHeader.read(where, in);
    } catch (IOException e) {
      throw TensorFileException.of(where, e);
    }
    checkLength(where, header, file.remaining());
    int bytes = file.remaining() - header.length();
    return array(where, header, Content.of(file.slice(header.length(), bytes)));
  }

  /** Compares the bytes that the header asks for with those that there are. */
  static void checkLength(String where, NpyHeader header, long fileBytes)
      throws TensorFileException {
    long expected = (long) header.shape().size() * header.type().bytes();
    long actual = fileBytes - header.length();
    if (actual != expected) {
      throw new TensorFileException(
          where
              + ": expected "
              + expected
              + " bytes for "
              + header.type()
              + " "
              + header.shape()
              + ", file has "
              + actual);
    }
  }

  /** The array with this header over these elements. */
  static StoredArray array(String where, NpyHeader header, Content content) {
    return new StoredArray(
        where, header.type(), header.shape(), header.order(), header.columnMajor(), content);
  }

  /** Writes the bytes of a file. */
  static void encode(OutputStream out, StoredArray array) throws IOException {
    out.write(NpyHeader.encode(array));
    try (InputStream elements = array.littleEndian()) {
      elements.transferTo(out);
    }
  }
}
