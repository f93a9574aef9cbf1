package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and malicious files, in a heap of 64 MB: our exception or the right result. */
@Tag("hostile")
class HostileFilesTest {
  private static final int MEGABYTE = 1 << 20;

  /** Reads a file of any kind and takes all values from it; says whether it was accepted. */
  private static boolean accepted(byte[] bytes) {
    try {
      for (StoredArray array : TensorFile.read(bytes).arrays().values()) {
        array.toTensor();
        array.summary();
        assertTrue(array.bitEquals(array));
      }
      return true;
    } catch (TensorFileException e) {
      assertTrue(e.getMessage().startsWith("bytes: "), e.getMessage());
      return false;
    }
  }

  private static void assertRefused(byte[] bytes) {
    assertThrows(TensorFileException.class, () -> TensorFile.read(bytes));
    assertThrows(TensorFileException.class, () -> TensorFile.read(new ByteArrayInputStream(bytes)));
  }

  private static byte[] checkpoint(byte[] pickle) {
    return SampleFiles.checkpoint(pickle, new byte[16]);
  }

  private static byte[] filled(int length, String pattern) {
    byte[] unit = SampleFiles.ascii(pattern);
    byte[] bytes = new byte[length / unit.length * unit.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = unit[i % unit.length];
    }
    return bytes;
  }

  private static byte[] pickled(byte[] instructions) {
    byte[] pickle = Arrays.copyOf(new byte[] {(byte) 0x80, 2}, instructions.length + 3);
    System.arraycopy(instructions, 0, pickle, 2, instructions.length);
    pickle[pickle.length - 1] = '.';
    return pickle;
  }

  @Test
  void noPrefixOfAFileIsTakenForAFile() throws TensorFileException {
    for (byte[] file : SampleFiles.valid()) {
      assertTrue(accepted(file));
      for (int length = 0; length < file.length; length++) {
        assertRefused(Arrays.copyOf(file, length));
      }
    }
  }

  @Test
  void nothingMayFollowAFile() throws TensorFileException {
    for (byte[] file : SampleFiles.valid()) {
      assertRefused(Arrays.copyOf(file, file.length + 1));
    }
  }

  @Test
  void aChangedByteIsFoundOrDoesNoHarm() throws TensorFileException {
    for (byte[] file : SampleFiles.valid()) {
      TensorFile right = TensorFile.read(file);
      for (int at = 0; at < file.length; at++) {
        for (int change = 0; change < 10; change++) {
          byte[] changed = file.clone();
          changed[at] =
              (byte) (change < 8 ? file[at] ^ 1 << change : change == 8 ? ~file[at] : file[at] + 1);
          if (accepted(changed) && file[0] == 'P') {
            assertSameArrays(right, TensorFile.read(changed), at);
          }
        }
      }
    }
  }

  /** Checksums let nothing through that would change a value in a zip file. */
  private static void assertSameArrays(TensorFile expected, TensorFile actual, int at) {
    assertEquals(expected.arrays().keySet(), actual.arrays().keySet());
    expected
        .arrays()
        .forEach(
            (name, array) ->
                assertTrue(array.bitEquals(SampleFiles.in(actual.arrays(), name)), "byte " + at));
  }

  @Test
  void lengthsThatOverflowAreRefused() {
    for (String shape :
        new String[] {
          "(4294967296, 4294967296)",
          "(2147483647, 2147483647)",
          "(1073741825, 4)",
          "(9223372036854775807, 2)",
          "(536870912,)",
          "(0, 9223372036854775807)",
          "(3037000500, 3037000500)",
        }) {
      byte[] array = SampleFiles.npy(SampleFiles.npyHeader("<f4", false, shape), new byte[8]);
      assertRefused(array);
      assertRefused(SampleFiles.npz(true, Map.of("a", array)));
      String json = shape.replace('(', '[').replace(",)", "]").replace(')', ']');
      assertRefused(
          SampleFiles.safetensors(
              "{\"a\":{\"dtype\":\"F32\",\"shape\":" + json + ",\"data_offsets\":[0,8]}}",
              new byte[8]));
    }
    for (String offsets :
        new String[] {
          "[0,9223372036854775807]",
          "[-9223372036854775808,-9223372036854775800]",
          "[9223372036854775800,8]",
          "[18446744073709551608,0]",
          "[1e1,18]"
        }) {
      assertRefused(
          SampleFiles.safetensors(
              "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + offsets + "}}",
              new byte[8]));
    }
  }

  /** An .npz of one deflated array of zeros that is longer than its header says, or not. */
  private static byte[] bomb(String shape, long bytes) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(SampleFiles.npy(SampleFiles.npyHeader("<f4", false, shape)));
      byte[] zeros = new byte[MEGABYTE];
      for (long written = 0; written < bytes; written += MEGABYTE) {
        zip.write(zeros, 0, (int) Math.min(MEGABYTE, bytes - written));
      }
    }
    return file.toByteArray();
  }

  @Test
  void aBombThatIsLongerThanItsHeaderSaysIsRefused() throws IOException {
    assertRefused(bomb("(2,)", 100L * MEGABYTE));
  }

  @Test
  void aBombWhoseDirectoryLiesIsRefused() throws IOException {
    byte[] file = bomb("(2,)", 100L * MEGABYTE);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(file.length - 6);
    int header = SampleFiles.npy(SampleFiles.npyHeader("<f4", false, "(2,)")).length;
    bytes.putInt(directory + 24, header + 8);
    assertRefused(file);
  }

  @Test
  void anHonestBombIsRefusedBeforeMemoryRunsOut() throws IOException {
    assertRefused(bomb("(26214400,)", 100L * MEGABYTE));
  }

  @Test
  void aDeflatedArrayIsExpandedOnlyIntoItsResult() throws IOException {
    byte[] file = bomb("(6, 1048576)", 24L * MEGABYTE);
    assertTrue(file.length < MEGABYTE);
    assertTrue(accepted(file));
  }

  @Test
  void membersThatShareBytesAreRefused() {
    byte[] array = SampleFiles.npy(SampleFiles.npyHeader("|u1", false, "(2,)"), new byte[2]);
    byte[] inner = SampleFiles.npz(false, Map.of("b", array));
    byte[] outer = SampleFiles.npz(false, Map.of("a", inner));
    ByteBuffer innerBytes = ByteBuffer.wrap(inner).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer outerBytes = ByteBuffer.wrap(outer).order(ByteOrder.LITTLE_ENDIAN);
    int innerStart = innerBytes.getInt(inner.length - 6);
    int innerSize = innerBytes.getInt(inner.length - 10);
    int outerStart = outerBytes.getInt(outer.length - 6);
    int outerSize = outerBytes.getInt(outer.length - 10);
    ByteBuffer both = ByteBuffer.allocate(outer.length + innerSize).order(ByteOrder.LITTLE_ENDIAN);
    both.put(outer, 0, outerStart + outerSize);
    both.put(inner, innerStart, innerSize);
    both.put(outer, outer.length - 22, 22);
    // The second member's record points into the bytes of the first.
    both.putInt(outerStart + outerSize + 42, 30 + "a.npy".length());
    both.putInt(both.capacity() - 10, outerSize + innerSize);
    both.putShort(both.capacity() - 14, (short) 2).putShort(both.capacity() - 12, (short) 2);
    TensorFileException e = assertThrows(TensorFileException.class, () -> Npz.read(both.array()));
    assertTrue(e.getMessage().contains("overlaps"), e.getMessage());
  }

  @Test
  void moreMembersThanAnyFileHasAreRefused() {
    int count = FormatLimits.MOST_ENTRIES + 1;
    int size = count * 46;
    ByteBuffer file = ByteBuffer.allocate(size + 98).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x04034b50).position(size);
    file.putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0);
    file.putLong(count).putLong(count).putLong(size).putLong(0);
    file.putInt(0x07064b50).putInt(0).putLong(size).putInt(1);
    file.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1);
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> TensorFile.read(file.array()));
    assertTrue(e.getMessage().contains("at most 65536 members"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "{\"a\":{\"dtype\":\"",
        "{\"a\":{\"shape\":[1,",
        "{\"a\":{\"shape\":[[",
        "{\"a\":{\"data_offsets\":[1111111111",
        "{\"__metadata__\":{\"a\":\""
      })
  void longAndDeepJsonIsRefused(String beginning) {
    String unit = beginning.substring(beginning.length() - 1);
    for (String repeated : new String[] {beginning, unit, "\\u0041", "1,", "a"}) {
      byte[] rest = filled(4 * MEGABYTE, repeated);
      byte[] file = SampleFiles.safetensors(beginning, rest);
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(file.length - 8);
      if (file[8] == '{') {
        assertRefused(file);
      }
      assertThrows(
          TensorFileException.class,
          () -> Json.read(new ByteArrayInputStream(file, 8, file.length - 8)));
    }
  }

  @Test
  void aHeaderOfNothingButEntriesIsReadOrRefused() {
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; header.length() < 6 * MEGABYTE; i++) {
      header.append(i == 0 ? "" : ",").append('"').append(Integer.toString(i, 36));
      header.append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
    }
    byte[] file = SampleFiles.safetensors(header.append('}').toString());
    header.setLength(0);
    header.trimToSize();
    assertRefused(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "]",
        "}",
        ")",
        "(",
        "N",
        "K\u0001",
        "K\u0001\u0085",
        "\u008f",
        "X\0\0\0\0",
        "]2",
        "]0",
        "](NNNNe",
        "}K\u0001Ns",
        "NM\u00ff\u00ff0",
        "G\0\0\0\0\0\0\0\0",
        "\u008a\u0001\u0001",
        "ccollections\nOrderedDict\n)R",
        "ctorch\nfloat32\n",
        "Nr\u00ff\u00ff\u000f\0",
        "I1\n",
        "\u0095\0\0\0\0\0\0\0\0N",
        "B\0\0\0\0",
        "](",
        "N\u0094",
        "2"
      })
  void longPicklesTakeNoMoreThanTheirShare(String unit) {
    byte[] start = SampleFiles.ascii("]");
    byte[] instructions = filled(3 * MEGABYTE, unit);
    System.arraycopy(start, 0, instructions, 0, 1);
    accepted(checkpoint(pickled(instructions)));
  }

  @Test
  void namesOfSharedTensorsDoNotFillTheMemory() {
    byte[] tensor = HandMadePickles.tensor("FloatStorage", 4, "K\0", "K\u0004", "K\u0001");
    String one = new String(tensor, 2, tensor.length - 3, StandardCharsets.ISO_8859_1);
    String name = HandMadePickles.text("n".repeat(MEGABYTE));
    StringBuilder instructions = new StringBuilder("}" + name + "](" + one + "q\0");
    for (int i = 0; i < MEGABYTE; i++) {
      instructions.append("h\0");
    }
    instructions.append("es");
    byte[] file = checkpoint(HandMadePickles.pickle(instructions.toString()));
    assertThrows(TensorFileException.class, () -> TensorFile.read(file));
  }

  @Test
  void aStorageIsReadOnceHoweverManyTensorsShareIt() throws TensorFileException {
    byte[] tensor =
        HandMadePickles.tensor("ByteStorage", 4 * MEGABYTE, "K\0", "K\u0004", "K\u0001");
    String one = new String(tensor, 2, tensor.length - 3, StandardCharsets.ISO_8859_1);
    byte[] pickle = HandMadePickles.pickle("](" + one.repeat(1000) + "e");
    byte[] file = SampleFiles.checkpoint(pickle, new byte[4 * MEGABYTE]);
    assertEquals(1000, TensorFile.read(new ByteArrayInputStream(file)).arrays().size());
  }

  @Test
  void longMetadataIsReadInItsOwnSizeAndALittleMore() throws TensorFileException {
    ByteBuffer file = ByteBuffer.allocate(10 * MEGABYTE).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(file.capacity() - Long.BYTES).put(SampleFiles.ascii("{\"__metadata__\":{"));
    byte[] text = filled(MEGABYTE - 100, "x");
    for (int i = 0; i < 10; i++) {
      // One character beyond Latin-1 makes Java take two bytes for each.
      String start = (i == 0 ? "\"" : ",\"") + i + "\":\"\u0448";
      file.put(start.getBytes(StandardCharsets.UTF_8)).put(text).put((byte) '"');
    }
    file.put(SampleFiles.ascii("}}"));
    Arrays.fill(file.array(), file.position(), file.capacity(), (byte) ' ');
    InputStream in = new ByteArrayInputStream(file.array());
    assertEquals(10, Safetensors.read(in).metadata().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[],", "\"\",", "{\"a\":0},"})
  void jsonOfMoreValuesThanTheHeapHoldsIsRefused(String unit) {
    byte[] json = filled(8 * MEGABYTE, unit);
    json[0] = '[';
    assertThrows(TensorFileException.class, () -> Json.read(new ByteArrayInputStream(json)));
  }

  @Test
  void longTextInAPickleIsReadInItsOwnSizeAndALittleMore() throws TensorFileException {
    byte[] file = checkpoint(pickled(longText()));
    Object root = TorchCheckpoint.read(new ByteArrayInputStream(file)).root();
    assertEquals(longText().length - 5, root.toString().length());
  }

  private static byte[] longText() {
    byte[] text = filled(9 * MEGABYTE, "x");
    text[0] = 'X';
    return ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).putInt(1, text.length - 5).array();
  }

  @Test
  void aFileIsReadInItsOwnSizeAndALittleMore() throws TensorFileException {
    byte[] header = SampleFiles.npy(SampleFiles.npyHeader("<f4", false, "(3145728,)"));
    byte[] file = Arrays.copyOf(header, header.length + 12 * MEGABYTE);
    // File, its copy in pieces, bytes of the array: three times twelve; then the result instead.
    assertEquals(3 * MEGABYTE, Npy.read(new ByteArrayInputStream(file)).toTensor().size());
  }
}
