package dev.jacquard.tensor.io;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Elements that become bytes a chunk at a time, in the order in which they are read. */
abstract class ElementStream extends InputStream {
  private static final int CHUNK_ELEMENTS = 1024;

  private final int width;
  private final int count;
  private final ByteBuffer chunk;
  private int encoded;

  /** A stream of {@code count} elements of {@code width} bytes. */
  ElementStream(int width, int count) {
    this.width = width;
    this.count = count;
    this.chunk = ByteBuffer.allocate(CHUNK_ELEMENTS * width).order(ByteOrder.LITTLE_ENDIAN);
    chunk.limit(0);
  }

  /** Puts the bytes of elements {@code first} to {@code first + elements} at the chunk's start. */
  abstract void encode(ByteBuffer chunk, int first, int elements);

  @Override
  public int read() {
    return refill() ? Byte.toUnsignedInt(chunk.get()) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!refill()) {
      return -1;
    }
    int step = Math.min(length, chunk.remaining());
    chunk.get(target, offset, step);
    return step;
  }

  private boolean refill() {
    if (chunk.hasRemaining()) {
      return true;
    }
    int elements = Math.min(CHUNK_ELEMENTS, count - encoded);
    chunk.clear();
    encode(chunk, encoded, elements);
    encoded += elements;
    chunk.position(0).limit(elements * width);
    return elements > 0;
  }
}
