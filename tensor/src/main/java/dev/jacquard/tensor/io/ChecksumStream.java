package dev.jacquard.tensor.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** A stream that keeps the checksum of what was read, and that can be read for that alone. */
final class ChecksumStream extends FilterInputStream {
  private static final int CHUNK_BYTES = 1 << 13;

  /** A stream over another one. */
  ChecksumStream(InputStream in, CRC32 crc) {
    super(new CheckedInputStream(in, crc));
  }

  /** Reads to the end, or one byte past {@code most}; gives the number of bytes. */
  long drain(long most) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long total = 0;
    while (total <= most) {
      int count = read(chunk, 0, (int) Math.min(CHUNK_BYTES, most - total + 1));
      if (count < 0) {
        break;
      }
      total += count;
    }
    return total;
  }
}
