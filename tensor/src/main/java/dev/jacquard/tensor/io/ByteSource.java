package dev.jacquard.tensor.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file's bytes at any place, from a path, a stream or an array, with a name for messages. */
abstract class ByteSource implements Closeable {
  /** The most bytes that one array of Java takes on every virtual machine. */
  static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private static final int CHUNK_BYTES = 1 << 16;

  private final String name;
  private final long size;

  private ByteSource(String name, long size) {
    this.name = name;
    this.size = size;
  }

  /** The file with this path. Only what is asked for is read into memory. */
  static ByteSource open(Path path) throws TensorFileException {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw new TensorFileException(name + ": expected a file, this is a directory");
    }
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return new FileSource(name, channel.size(), channel);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw TensorFileException.of(name, e);
    }
  }

  /** These bytes, which are shared. */
  static ByteSource of(byte[] bytes) {
    return new ArraySource("bytes", bytes);
  }

  /** All bytes of a stream, held in memory; the stream is not closed. */
  static ByteSource drain(InputStream in) throws TensorFileException {
    List<byte[]> chunks = new ArrayList<>();
    long size = 0;
    try {
      byte[] chunk;
      do {
        chunk = in.readNBytes(CHUNK_BYTES);
        chunks.add(chunk);
        size += chunk.length;
      } while (chunk.length == CHUNK_BYTES);
    } catch (IOException e) {
      throw TensorFileException.of("stream", e);
    }
    return new ChunkSource("stream", size, chunks);
  }

  /** What messages call it. */
  final String name() {
    return name;
  }

  /** The number of bytes. */
  final long size() {
    return size;
  }

  /**
   * A part of the bytes in a buffer over an array; shared where the source itself is an array.
   *
   * @throws TensorFileException if the part does not lie inside the file or is longer than an array
   */
  final ByteBuffer slice(long position, long length) throws TensorFileException {
    checkInside(position, length);
    if (length > LARGEST_ARRAY) {
      throw new TensorFileException(
          name + ": expected at most " + LARGEST_ARRAY + " bytes in one piece, got " + length);
    }
    try {
      return part(position, (int) length);
    } catch (IOException e) {
      throw TensorFileException.of(name, e);
    }
  }

  /**
   * A part of the bytes for those who need them only once, and never all in memory.
   *
   * @throws TensorFileException if the part does not lie inside the file
   */
  final InputStream stream(long position, long length) throws TensorFileException {
    checkInside(position, length);
    return new PartStream(this, position, position + length);
  }

  private void checkInside(long position, long length) throws TensorFileException {
    if (position < 0 || length < 0 || position > size - length) {
      throw new TensorFileException(
          name + ": expected " + length + " bytes at " + position + ", file has " + size);
    }
  }

  abstract ByteBuffer part(long position, int length) throws IOException;

  @Override
  public void close() throws TensorFileException {}

  private static final class PartStream extends InputStream {
    private final ByteSource source;
    private final long end;
    private long next;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    PartStream(ByteSource source, long start, long end) {
      this.source = source;
      this.next = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      return refill() ? Byte.toUnsignedInt(piece.get()) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!refill()) {
        return -1;
      }
      int step = Math.min(length, piece.remaining());
      piece.get(target, offset, step);
      return step;
    }

    private boolean refill() throws IOException {
      if (!piece.hasRemaining()) {
        int step = (int) Math.min(CHUNK_BYTES, end - next);
        piece = source.part(next, step);
        next += step;
      }
      return piece.hasRemaining();
    }
  }

  private static final class FileSource extends ByteSource {
    private final FileChannel channel;

    FileSource(String name, long size, FileChannel channel) {
      super(name, size);
      this.channel = channel;
    }

    @Override
    ByteBuffer part(long position, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.position() < length) {
        // In steps, since the channel copies through native memory as large as what is asked for.
        bytes.limit(Math.min(length, bytes.position() + CHUNK_BYTES));
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw new IOException("the file became shorter while it was read");
        }
      }
      return bytes.flip();
    }

    @Override
    public void close() throws TensorFileException {
      try {
        channel.close();
      } catch (IOException e) {
        throw TensorFileException.of(name(), e);
      }
    }
  }

  private static final class ArraySource extends ByteSource {
    private final byte[] bytes;

    ArraySource(String name, byte[] bytes) {
      super(name, bytes.length);
      this.bytes = bytes;
    }

    @Override
    ByteBuffer part(long position, int length) {
      return ByteBuffer.wrap(bytes, (int) position, length).slice();
    }
  }

  private static final class ChunkSource extends ByteSource {
    private final List<byte[]> chunks;

    ChunkSource(String name, long size, List<byte[]> chunks) {
      super(name, size);
      this.chunks = chunks;
    }

    @Override
    ByteBuffer part(long position, int length) {
      ByteBuffer part = ByteBuffer.allocate(length);
      long from = position;
      while (part.hasRemaining()) {
        byte[] chunk = chunks.get((int) (from / CHUNK_BYTES));
        int start = (int) (from % CHUNK_BYTES);
        int step = Math.min(chunk.length - start, part.remaining());
        part.put(chunk, start, step);
        from += step;
      }
      return part.flip();
    }
  }
}
