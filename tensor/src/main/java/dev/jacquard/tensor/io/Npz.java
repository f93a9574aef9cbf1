package dev.jacquard.tensor.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * NumPy's {@code .npz} files: a zip file of {@code .npy} members, whose names without the ending
 * are the arrays' names. Stored and deflated members are read; what is written is stored.
 */
public final class Npz {
  private static final String ENDING = ".npy";

  private Npz() {}

  /**
   * Reads the arrays of a file, in the file's order.
   *
   * @throws TensorFileException if the file cannot be read or is not a file of arrays
   */
  public static Map<String, StoredArray> read(Path path) throws TensorFileException {
    try (ByteSource source = ByteSource.open(path)) {
      return read(ZipArchive.open(source));
    }
  }

  /**
   * Reads the arrays that a stream holds to its end; the stream is not closed.
   *
   * @throws TensorFileException if the stream cannot be read or is not a file of arrays
   */
  public static Map<String, StoredArray> read(InputStream in) throws TensorFileException {
    return read(ZipArchive.open(ByteSource.drain(in)));
  }

  /**
   * Reads arrays over the bytes of a file, which they share.
   *
   * @throws TensorFileException if the bytes are not those of a file of arrays
   */
  public static Map<String, StoredArray> read(byte[] bytes) throws TensorFileException {
    return read(ZipArchive.open(ByteSource.of(bytes)));
  }

  /**
   * Writes arrays to a file, which appears complete or not at all.
   *
   * @throws TensorFileException if the file cannot be written or NumPy has no such type (BF16)
   */
  public static void write(Path path, Map<String, StoredArray> arrays) throws TensorFileException {
    AtomicFile.write(path, out -> encode(out, arrays));
  }

  /**
   * Writes arrays to a stream, which is flushed and left open.
   *
   * @throws TensorFileException if the stream cannot be written or NumPy has no such type (BF16)
   */
  public static void write(OutputStream out, Map<String, StoredArray> arrays)
      throws TensorFileException {
    AtomicFile.write(out, stream -> encode(stream, arrays));
  }

  static Map<String, StoredArray> read(ZipArchive archive) throws TensorFileException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    for (ZipArchive.Member member : archive.members().values()) {
      if (!member.name().endsWith(ENDING)) {
        throw new TensorFileException(
            archive.where(member) + ": expected only members that end in .npy");
      }
      String name = member.name().substring(0, member.name().length() - ENDING.length());
      arrays.put(
          name,
          switch (member.method()) {
            case STORED -> Npy.parse(archive.where(member), archive.storedBytes(member));
            case DEFLATED -> inflated(archive, member);
          });
    }
    return Collections.unmodifiableMap(arrays);
  }

  /**
   * The array of a deflated member. All of it is expanded once, to compare length and checksum, but
   * nothing of it is kept: how much a few bytes expand to is then no danger.
   */
  private static StoredArray inflated(ZipArchive archive, ZipArchive.Member member)
      throws TensorFileException {
    String where = archive.where(member);
    ByteBuffer deflated = archive.keptBytes(member);
    CRC32 crc = new CRC32();
    NpyHeader header;
    try (InputStream in = Content.inflate(deflated)) {
      ChecksumStream checked = new ChecksumStream(in, crc);
      header = NpyHeader.read(where, checked);
      Npy.checkLength(where, header, member.size());
      checkHeap(where, header);
      long rest = checked.drain(member.size() - header.length());
      if (rest != member.size() - header.length()) {
        throw new TensorFileException(
            where + ": expected to expand to " + member.size() + " bytes, it does not");
      }
    } catch (IOException e) {
      throw TensorFileException.of(where, e);
    }
    archive.checkCrc(member, crc.getValue());
    return Npy.array(where, header, Content.inflating(deflated, header.length()));
  }

  /** A few kilobytes can honestly stand for gigabytes of zeros; say so before memory runs out. */
  private static void checkHeap(String where, NpyHeader header) throws TensorFileException {
    long bytes = (long) header.shape().size() * Math.max(Float.BYTES, header.type().bytes());
    long most = Runtime.getRuntime().maxMemory() / 2;
    if (bytes > most) {
      throw new TensorFileException(
          where + ": expands to " + bytes + " bytes, expected at most half the heap, " + most);
    }
  }

  private static void encode(OutputStream out, Map<String, StoredArray> arrays) throws IOException {
    ZipWriter zip = new ZipWriter(out, 1);
    for (Map.Entry<String, StoredArray> entry : arrays.entrySet()) {
      zip.add(entry.getKey() + ENDING, stream -> Npy.encode(stream, entry.getValue()));
    }
    zip.finish();
  }
}
