package dev.jacquard.nn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** IDX files made by hand. */
final class SampleIdx {
  private SampleIdx() {}

  /** A file of unsigned bytes whose element i is {@code i * step}, modulo 256. */
  static byte[] file(int step, int... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    byte[] elements = new byte[size];
    for (int i = 0; i < size; i++) {
      elements[i] = (byte) (i * step);
    }
    ByteBuffer header = header(8, dims);
    return ByteBuffer.allocate(header.remaining() + size).put(header).put(elements).array();
  }

  static ByteBuffer header(int type, int... dims) {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * dims.length);
    header.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int dim : dims) {
      header.putInt(dim);
    }
    return header.flip();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
