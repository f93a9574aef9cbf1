package dev.jacquard.tensor.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Writes a zip file of stored members to a stream. Every member is produced twice, the first time
 * for its length and checksum, since a stream cannot be gone back in.
 *
 * <p>Source: PKWARE's APPNOTE.TXT 6.3.10, section 4.3.
 */
final class ZipWriter {
  private static final int LOCAL_BYTES = 30;
  private static final int MEMBER_BYTES = 46;
  private static final int UTF_8_NAMES = 0x800;
  private static final int LONGEST_NAME = 0xffff;
  private static final long SATURATED = 0xffffffffL;
  private static final int SATURATED_COUNT = 0xffff;
  // 1 January 1980, the first day that the format has; files do not depend on when they are made.
  private static final int DATE = 0x21;

  private final OutputStream out;
  private final int alignment;
  private final List<Member> members = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private long position;

  private record Member(ByteBuffer name, long size, long crc, long local) {}

  /** A writer that lets every member's bytes begin at a multiple of {@code alignment}. */
  ZipWriter(OutputStream out, int alignment) {
    this.out = out;
    this.alignment = alignment;
  }

  /** Adds a member whose bytes are the same each time that they are written. */
  void add(String name, AtomicFile.Body body) throws IOException {
    ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(name));
    if (encoded.remaining() > LONGEST_NAME || !names.add(name)) {
      throw new TensorFileException(
          "entry '" + Excerpt.of(name) + "': expected a name of its own below 64 KiB");
    }
    if (members.size() == FormatLimits.MOST_ENTRIES) {
      throw new TensorFileException(
          "expected at most " + FormatLimits.MOST_ENTRIES + " members to write");
    }
    Measure measure = new Measure();
    try {
      body.write(measure);
    } catch (TensorFileException e) {
      throw new TensorFileException("entry '" + Excerpt.of(name) + "': " + e.getMessage(), e);
    }
    if (measure.size >= SATURATED) {
      throw new TensorFileException(
          "entry '"
              + Excerpt.of(name)
              + "': expected less than 4 GB, got "
              + measure.size
              + " bytes");
    }
    Member member = new Member(encoded, measure.size, measure.crc.getValue(), position);
    members.add(member);
    byte[] header = local(member);
    out.write(header);
    body.write(out);
    position += header.length + member.size;
  }

  /** Writes the directory. */
  void finish() throws IOException {
    long start = position;
    for (Member member : members) {
      byte[] record = record(member);
      out.write(record);
      position += record.length;
    }
    long size = position - start;
    if (start >= SATURATED || size >= SATURATED || members.size() >= SATURATED_COUNT) {
      byte[] bytes = new byte[76];
      ByteBuffer wide = littleEndian(bytes);
      wide.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
      wide.putInt(0).putInt(0).putLong(members.size()).putLong(members.size());
      wide.putLong(size).putLong(start);
      wide.putInt(0x07064b50).putInt(0).putLong(position).putInt(1);
      out.write(bytes);
    }
    short count = (short) Math.min(members.size(), SATURATED_COUNT);
    byte[] bytes = new byte[22];
    ByteBuffer end = littleEndian(bytes);
    end.putInt(0x06054b50).putInt(0).putShort(count).putShort(count);
    end.putInt((int) Math.min(size, SATURATED)).putInt((int) Math.min(start, SATURATED));
    out.write(bytes);
  }

  private byte[] local(Member member) {
    long unpadded = position + LOCAL_BYTES + member.name.limit();
    int padding = (int) ((alignment - unpadded % alignment) % alignment);
    if (padding > 0 && padding < 4) {
      // An extra field is four bytes at least.
      padding += alignment;
    }
    byte[] bytes = new byte[LOCAL_BYTES + member.name.limit() + padding];
    ByteBuffer header = littleEndian(bytes);
    header.putInt(0x04034b50).putShort((short) 10);
    common(header, member);
    header.putShort((short) padding).put(member.name.duplicate());
    if (padding > 0) {
      // The id that PyTorch gives to its own padding.
      header.put((byte) 'F').put((byte) 'B').putShort((short) (padding - 4));
    }
    return bytes;
  }

  private static byte[] record(Member member) {
    boolean far = member.local >= SATURATED;
    byte[] bytes = new byte[MEMBER_BYTES + member.name.limit() + (far ? 12 : 0)];
    ByteBuffer record = littleEndian(bytes);
    record.putInt(0x02014b50).putShort((short) 45).putShort((short) (far ? 45 : 10));
    common(record, member);
    record.putShort((short) (far ? 12 : 0)).putShort((short) 0).putShort((short) 0);
    record.putShort((short) 0).putInt(0).putInt((int) Math.min(member.local, SATURATED));
    record.put(member.name.duplicate());
    if (far) {
      record.putShort((short) 1).putShort((short) 8).putLong(member.local);
    }
    return bytes;
  }

  /** The fields that both headers have, from the flags to the length of the name. */
  private static void common(ByteBuffer header, Member member) {
    header.putShort((short) UTF_8_NAMES).putShort((short) 0).putShort((short) 0);
    header.putShort((short) DATE).putInt((int) member.crc);
    header.putInt((int) member.size).putInt((int) member.size);
    header.putShort((short) member.name.limit());
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Takes the length and the checksum of what is written to it. */
  private static final class Measure extends OutputStream {
    private final CRC32 crc = new CRC32();
    private long size;

    @Override
    public void write(int b) {
      crc.update(b);
      size++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
      size += length;
    }
  }
}
