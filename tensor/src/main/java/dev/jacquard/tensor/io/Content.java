package dev.jacquard.tensor.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The bytes of an array in memory, from the first element on, as often as they are asked for. */
@FunctionalInterface
interface Content {
  /** The bytes from the beginning. */
  InputStream open() throws IOException;

  /** Bytes as they are; shared, not copied. */
  static Content of(ByteBuffer bytes) {
    return () ->
        new ByteArrayInputStream(
            bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
  }

  /**
   * Deflated bytes that stay so until they are read: expanding them into memory first would cost
   * more than the file and the result. The first {@code skip} bytes are left out.
   */
  static Content inflating(ByteBuffer deflated, int skip) {
    return () -> {
      InputStream stream = inflate(deflated);
      stream.skipNBytes(skip);
      return stream;
    };
  }

  /** A stream that expands raw deflated bytes and frees its inflater when it is closed. */
  static InputStream inflate(ByteBuffer deflated) throws IOException {
    Inflater inflater = new Inflater(true);
    return new InflaterInputStream(of(deflated).open(), inflater, 8192) {
      @Override
      public void close() throws IOException {
        super.close();
        inflater.end();
      }
    };
  }

  /**
   * Elements of {@code width} bytes that lie at the places of a walk, gathered as they are read.
   */
  static Content strided(
      ByteBuffer storage, int width, int count, int[] dims, int[] strides, int start) {
    return () -> {
      StrideWalk walk = new StrideWalk(dims, strides, start);
      return new ElementStream(width, count) {
        @Override
        void encode(ByteBuffer chunk, int first, int elements) {
          for (int i = 0; i < elements; i++) {
            int from = storage.arrayOffset() + storage.position() + walk.next() * width;
            chunk.put(storage.array(), from, width);
          }
        }
      };
    };
  }

  /** The elements of a part of a float array, little endian, encoded as they are read. */
  static Content ofFloats(float[] values, int offset, int count) {
    return () ->
        new ElementStream(Float.BYTES, count) {
          @Override
          void encode(ByteBuffer chunk, int first, int elements) {
            chunk.asFloatBuffer().put(values, offset + first, elements);
          }
        };
  }
}
