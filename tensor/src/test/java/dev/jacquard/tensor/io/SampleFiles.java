package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files for tests, made by hand so that they do not depend on what they test. */
final class SampleFiles {
  static final Tensor MATRIX = Tensor.of(Shape.of(2, 3), 1, -2, 3.5f, Float.NaN, 0, -0.0f);

  private SampleFiles() {}

  /** Writes something to a stream. */
  @FunctionalInterface
  interface Writing {
    void to(ByteArrayOutputStream out) throws TensorFileException;
  }

  static byte[] written(Writing writing) throws TensorFileException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toByteArray();
  }

  static byte[] resource(String name) {
    try (InputStream in = SampleFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value that a map must have. */
  static <T> T in(Map<String, T> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  /** A .npy file of version 1.0 with this header, not aligned to anything. */
  static byte[] npy(String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(10 + text.length + data.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    file.putShort((short) text.length).put(text).put(data);
    return file.array();
  }

  static String npyHeader(String descr, boolean fortran, String shape) {
    return "{'descr': '"
        + descr
        + "', 'fortran_order': "
        + (fortran ? "True" : "False")
        + ", 'shape': "
        + shape
        + ", }\n";
  }

  static byte[] safetensors(String header, byte... data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + data.length);
    file.order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    return file.array();
  }

  /** A zip file with these members, stored or deflated. */
  static byte[] zip(boolean deflated, Map<String, byte[]> members) {
    // Where there is little memory, a stream that doubles its array takes more than the sample.
    int stored = members.values().stream().mapToInt(member -> member.length + 512).sum();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(deflated ? 512 : stored);
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        entry.setTimeLocal(LocalDateTime.of(1990, 1, 1, 0, 0));
        if (!deflated) {
          CRC32 crc = new CRC32();
          crc.update(member.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(member.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] npz(boolean deflated, Map<String, byte[]> arrays) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    arrays.forEach((name, bytes) -> members.put(name + ".npy", bytes));
    return zip(deflated, members);
  }

  /** A checkpoint with this pickle and one storage "0". */
  static byte[] checkpoint(byte[] pickle, byte... storage) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("archive/data.pkl", pickle);
    members.put("archive/data/0", storage);
    members.put("archive/version", ascii("3\n"));
    return zip(false, members);
  }

  /** Bytes from text in which every character is one byte. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One small, right file of each kind, as other programs would write it. */
  static List<byte[]> valid() throws TensorFileException {
    List<byte[]> files = new ArrayList<>();
    files.add(npy(npyHeader("<f4", false, "(2,)"), new byte[8]));
    files.add(npy(npyHeader(">i2", true, "(2, 2)"), new byte[8]));
    byte[] array = npy(npyHeader("<f8", false, "()"), new byte[8]);
    files.add(npz(false, Map.of("a", array)));
    files.add(npz(true, Map.of("a", array)));
    files.add(written(out -> Npz.write(out, Map.of("a", StoredArray.of(MATRIX)))));
    files.add(
        safetensors(
            "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"F16\",\"shape\":[2],"
                + "\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"I32\",\"shape\":[],"
                + "\"data_offsets\":[4,8]}} ",
            new byte[8]));
    files.add(resource("strided.pt"));
    files.add(resource("nested.pt"));
    files.add(resource("protocol4.pt"));
    files.add(written(out -> TorchCheckpoint.write(out, Map.of("w", MATRIX, "n", 1))));
    return files;
  }
}
