package dev.jacquard.tensor.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The members of a zip file, with what its central directory says of them, which is the only part
 * that PyTorch and NumPy fill in completely. Members must not share bytes or names.
 *
 * <p>Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
 */
final class ZipArchive {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int MEMBER_SIGNATURE = 0x02014b50;
  private static final int MEMBER_BYTES = 46;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int LOCAL_BYTES = 30;
  private static final int LARGEST_DIRECTORY = 1 << 25;
  private static final int ENCRYPTED = 1;
  private static final long SATURATED = 0xffffffffL;

  private final ByteSource source;
  private final Map<String, Member> members;

  private ZipArchive(ByteSource source, Map<String, Member> members) {
    this.source = source;
    this.members = members;
  }

  /** How a member's bytes are kept. */
  enum Method {
    STORED,
    DEFLATED
  }

  /** One file in the archive; {@code data} is the place of its bytes. */
  record Member(
      String name, Method method, long storedSize, long size, long crc, long local, long data) {}

  private record Directory(long offset, long size, long count) {}

  /** Whether the bytes begin as zip files do. */
  static boolean begins(ByteBuffer head) {
    return head.remaining() >= 4
        && head.get(0) == 'P'
        && head.get(1) == 'K'
        && ((head.get(2) == 3 && head.get(3) == 4) || (head.get(2) == 5 && head.get(3) == 6));
  }

  /** Reads the directory. */
  static ZipArchive open(ByteSource source) throws TensorFileException {
    Directory directory = findDirectory(source);
    if (directory.count > FormatLimits.MOST_ENTRIES || directory.size > LARGEST_DIRECTORY) {
      throw new TensorFileException(
          source.name()
              + ": expected at most "
              + FormatLimits.MOST_ENTRIES
              + " members, zip directory has "
              + Long.toUnsignedString(directory.count)
              + " in "
              + Long.toUnsignedString(directory.size)
              + " bytes");
    }
    ByteBuffer records = littleEndian(source.slice(directory.offset, directory.size));
    Map<String, Member> members = new LinkedHashMap<>();
    for (long i = 0; i < directory.count; i++) {
      Member member = readMember(source, records);
      if (members.put(member.name, member) != null) {
        throw new TensorFileException(at(source, member.name) + ": expected one, there are two");
      }
    }
    if (records.hasRemaining()) {
      throw new TensorFileException(
          source.name() + ": zip directory has " + records.remaining() + " bytes too many");
    }
    checkApart(source, members, directory.offset);
    return new ZipArchive(source, Collections.unmodifiableMap(members));
  }

  /** The members by name, in the directory's order. */
  Map<String, Member> members() {
    return members;
  }

  /** What messages call a member. */
  String where(Member member) {
    return at(source, member.name);
  }

  /** The bytes of a member as they are kept: of a deflated one they are deflated. */
  ByteBuffer keptBytes(Member member) throws TensorFileException {
    return source.slice(member.data, member.storedSize);
  }

  /** The bytes of a stored member, compared with their checksum. */
  ByteBuffer storedBytes(Member member) throws TensorFileException {
    if (member.method != Method.STORED) {
      throw new TensorFileException(where(member) + ": expected a stored member, it is deflated");
    }
    ByteBuffer bytes = keptBytes(member);
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    checkCrc(member, crc.getValue());
    return bytes;
  }

  /** Compares a checksum with the directory's. */
  void checkCrc(Member member, long crc) throws TensorFileException {
    if (crc != member.crc) {
      throw new TensorFileException(
          where(member)
              + ": expected bytes with checksum "
              + Long.toHexString(member.crc)
              + ", they have "
              + Long.toHexString(crc));
    }
  }

  private static Directory findDirectory(ByteSource source) throws TensorFileException {
    long tailSize = Math.min(source.size(), END_BYTES + 0xffff);
    ByteBuffer tail = littleEndian(source.slice(source.size() - tailSize, tailSize));
    for (int at = tail.limit() - END_BYTES; at >= 0; at--) {
      // A comment could hold the signature too; the true record's comment ends with the file.
      if (tail.getInt(at) == END_SIGNATURE
          && Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit() - END_BYTES - at) {
        return readEnd(source, tail, at, source.size() - tailSize + at);
      }
    }
    throw new TensorFileException(
        source.name() + ": expected a zip directory at the end, found none (truncated?)");
  }

  private static Directory readEnd(ByteSource source, ByteBuffer tail, int at, long position)
      throws TensorFileException {
    boolean oneDisk = tail.getInt(at + 4) == 0 && tail.getShort(at + 8) == tail.getShort(at + 10);
    long count = Short.toUnsignedLong(tail.getShort(at + 10));
    long size = Integer.toUnsignedLong(tail.getInt(at + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
    long end = position;
    if (count == 0xffff || size == SATURATED || offset == SATURATED) {
      ByteBuffer locator = littleEndian(source.slice(position - LOCATOR_BYTES, LOCATOR_BYTES));
      end = locator.getLong(8);
      ByteBuffer end64 = littleEndian(source.slice(end, END64_BYTES));
      if (locator.getInt(0) != LOCATOR_SIGNATURE || end64.getInt(0) != END64_SIGNATURE) {
        throw new TensorFileException(source.name() + ": expected a zip64 directory, found none");
      }
      count = end64.getLong(32);
      size = end64.getLong(40);
      offset = end64.getLong(48);
    }
    if (!oneDisk
        || count < 0
        || size < 0
        || offset < 0
        || offset > end
        || size > end - offset
        || count > size / MEMBER_BYTES) {
      throw new TensorFileException(
          source.name()
              + ": expected a zip directory within "
              + end
              + " bytes, got "
              + Long.toUnsignedString(count)
              + " members in "
              + Long.toUnsignedString(size)
              + " bytes at "
              + Long.toUnsignedString(offset));
    }
    return new Directory(offset, size, count);
  }

  private static Member readMember(ByteSource source, ByteBuffer records)
      throws TensorFileException {
    int start = records.position();
    if (records.remaining() < MEMBER_BYTES || records.getInt(start) != MEMBER_SIGNATURE) {
      throw new TensorFileException(
          source.name() + ": expected a member's record at byte " + start + " of zip directory");
    }
    int flags = Short.toUnsignedInt(records.getShort(start + 8));
    int method = Short.toUnsignedInt(records.getShort(start + 10));
    long crc = Integer.toUnsignedLong(records.getInt(start + 16));
    long storedSize = Integer.toUnsignedLong(records.getInt(start + 20));
    long size = Integer.toUnsignedLong(records.getInt(start + 24));
    int nameLength = Short.toUnsignedInt(records.getShort(start + 28));
    int extraLength = Short.toUnsignedInt(records.getShort(start + 30));
    int commentLength = Short.toUnsignedInt(records.getShort(start + 32));
    long local = Integer.toUnsignedLong(records.getInt(start + 42));
    int extra = start + MEMBER_BYTES + nameLength;
    if (extra + extraLength + commentLength > records.limit()) {
      throw new TensorFileException(
          source.name() + ": zip directory ends within the record at byte " + start);
    }
    String name = decodeName(source, records.slice(start + MEMBER_BYTES, nameLength));
    Zip64Extra wide = new Zip64Extra(at(source, name), records, extra, extraLength);
    size = wide.widen(size);
    storedSize = wide.widen(storedSize);
    local = wide.widen(local);
    records.position(extra + extraLength + commentLength);
    if ((flags & ENCRYPTED) != 0 || (method != 0 && method != 8)) {
      throw new TensorFileException(
          at(source, name)
              + ": expected a stored or deflated member, method is "
              + method
              + ((flags & ENCRYPTED) != 0 ? ", encrypted" : ""));
    }
    if (size < 0 || storedSize < 0 || (method == 0 && size != storedSize)) {
      throw new TensorFileException(
          at(source, name) + ": expected one size, got " + size + " and " + storedSize);
    }
    long data = local + readLocal(source, local, name, method);
    if (storedSize > source.size() - data) {
      throw new TensorFileException(
          at(source, name)
              + ": expected "
              + storedSize
              + " bytes at "
              + data
              + ", file has "
              + source.size());
    }
    return new Member(
        name, method == 0 ? Method.STORED : Method.DEFLATED, storedSize, size, crc, local, data);
  }

  /** Checks the header before a member's bytes against the directory, and gives its length. */
  private static int readLocal(ByteSource source, long local, String name, int method)
      throws TensorFileException {
    ByteBuffer header = littleEndian(source.slice(local, LOCAL_BYTES));
    int nameLength = Short.toUnsignedInt(header.getShort(26));
    int extraLength = Short.toUnsignedInt(header.getShort(28));
    if (header.getInt(0) != LOCAL_SIGNATURE
        || Short.toUnsignedInt(header.getShort(8)) != method
        || !decodeName(source, source.slice(local + LOCAL_BYTES, nameLength)).equals(name)) {
      throw new TensorFileException(
          at(source, name) + ": expected the header of this member at byte " + local);
    }
    return LOCAL_BYTES + nameLength + extraLength;
  }

  private static void checkApart(ByteSource source, Map<String, Member> members, long directory)
      throws TensorFileException {
    List<Member> byPlace = new ArrayList<>(members.values());
    byPlace.sort(Comparator.comparingLong(Member::local));
    for (int i = 0; i < byPlace.size(); i++) {
      Member member = byPlace.get(i);
      long next = i + 1 < byPlace.size() ? byPlace.get(i + 1).local : directory;
      if (member.data + member.storedSize > next) {
        throw new TensorFileException(
            at(source, member.name) + ": overlaps what follows it at byte " + next);
      }
    }
  }

  private static String decodeName(ByteSource source, ByteBuffer bytes) throws TensorFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new TensorFileException(source.name() + ": expected member names in UTF-8", e);
    }
  }

  private static String at(ByteSource source, String name) {
    return source.name() + ": entry '" + Excerpt.of(name) + "'";
  }

  private static ByteBuffer littleEndian(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The 64-bit numbers that stand for those that are too large for the record. */
  private static final class Zip64Extra {
    private final String where;
    private final ByteBuffer records;
    private int at;
    private int end;

    Zip64Extra(String where, ByteBuffer records, int start, int length) {
      this.where = where;
      this.records = records;
      int field = start;
      while (field + 4 <= start + length) {
        int id = Short.toUnsignedInt(records.getShort(field));
        int fieldEnd = field + 4 + Short.toUnsignedInt(records.getShort(field + 2));
        if (id == 1 && fieldEnd <= start + length) {
          this.at = field + 4;
          this.end = fieldEnd;
          return;
        }
        field = fieldEnd;
      }
    }

    /** The number itself, or the next wide one where it says so. */
    long widen(long value) throws TensorFileException {
      if (value != SATURATED) {
        return value;
      }
      if (at + 8 > end) {
        throw new TensorFileException(where + ": expected a 64-bit size or place, found none");
      }
      at += 8;
      return records.getLong(at - 8);
    }
  }
}
