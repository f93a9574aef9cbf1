package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("portable")
class NpzTest {
  private static final byte[] ROWS =
      SampleFiles.npy(SampleFiles.npyHeader("|u1", false, "(2, 3)"), SampleFiles.ascii("abcdef"));
  private static final byte[] COLUMNS =
      SampleFiles.npy(SampleFiles.npyHeader("|u1", true, "(2, 3)"), SampleFiles.ascii("abcdef"));

  private static TensorFileException refused(byte[] file) {
    return assertThrows(TensorFileException.class, () -> Npz.read(file));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void membersAreReadStoredAndDeflated(boolean deflated) throws TensorFileException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("rows", ROWS);
    members.put("conv.weight", COLUMNS);
    byte[] file = SampleFiles.npz(deflated, members);
    Map<String, StoredArray> arrays = Npz.read(new ByteArrayInputStream(file));
    assertEquals(List.of("rows", "conv.weight"), List.copyOf(arrays.keySet()));
    assertArrayEquals(
        new long[] {97, 98, 99, 100, 101, 102}, SampleFiles.in(arrays, "rows").toLongs());
    assertArrayEquals(
        new long[] {97, 99, 101, 98, 100, 102}, SampleFiles.in(arrays, "conv.weight").toLongs());
    assertTrue(
        SampleFiles.in(arrays, "conv.weight")
            .bitEquals(SampleFiles.in(Npz.read(file), "conv.weight")));
  }

  @Test
  void whatIsWrittenIsReadBackInOrder(@TempDir Path directory) throws TensorFileException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    arrays.put("z", StoredArray.of(SampleFiles.MATRIX));
    arrays.put("größe", StoredArray.of(Shape.of(2), 1, Long.MIN_VALUE));
    Path path = directory.resolve("arrays.npz");
    Npz.write(path, arrays);
    Map<String, StoredArray> read = Npz.read(path);
    assertEquals(List.of("z", "größe"), List.copyOf(read.keySet()));
    arrays.forEach((name, array) -> assertTrue(array.bitEquals(SampleFiles.in(read, name)), name));
  }

  @Test
  void aFileWithoutArraysIsEmpty() throws TensorFileException {
    assertTrue(Npz.read(SampleFiles.written(out -> Npz.write(out, Map.of()))).isEmpty());
  }

  @Test
  void otherMembersAreRefusedByName() {
    byte[] file = SampleFiles.zip(false, Map.of("readme.txt", new byte[3]));
    assertEquals(
        "bytes: entry 'readme.txt': expected only members that end in .npy",
        refused(file).getMessage());
  }

  @Test
  void twoMembersWithOneNameAreRefused() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("a1", ROWS);
    members.put("a2", ROWS);
    String file = new String(SampleFiles.npz(false, members), StandardCharsets.ISO_8859_1);
    byte[] twice = SampleFiles.ascii(file.replace("a2.npy", "a1.npy"));
    assertEquals("bytes: entry 'a1.npy': expected one, there are two", refused(twice).getMessage());
  }

  @Test
  void changedDataDoesNotMatchItsChecksum() {
    String file =
        new String(SampleFiles.npz(false, Map.of("a", ROWS)), StandardCharsets.ISO_8859_1);
    TensorFileException e = refused(SampleFiles.ascii(file.replace("abcdef", "abcdeF")));
    assertTrue(e.getMessage().contains("checksum"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMemberMustHoldWhatItsHeaderSays(boolean deflated) {
    byte[] array = SampleFiles.npy(SampleFiles.npyHeader("<f4", false, "(3,)"), new byte[8]);
    assertEquals(
        "bytes: entry 'a.npy': expected 12 bytes for F32 [3], file has 8",
        refused(SampleFiles.npz(deflated, Map.of("a", array))).getMessage());
  }

  @Test
  void moreArraysThanAreReadAreNotWritten() {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    StoredArray array = StoredArray.of(Shape.of(1), 1);
    for (int i = 0; i <= FormatLimits.MOST_ENTRIES; i++) {
      arrays.put("a" + i, array);
    }
    assertThrows(
        TensorFileException.class, () -> SampleFiles.written(out -> Npz.write(out, arrays)));
    Safetensors file = new Safetensors(arrays, Map.of());
    assertThrows(TensorFileException.class, () -> SampleFiles.written(file::write));
  }

  @Test
  void asManyArraysAsAreReadAreWrittenWithAWideDirectory() throws TensorFileException {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    for (int i = 0; i < FormatLimits.MOST_ENTRIES; i++) {
      arrays.put("a" + i, StoredArray.of(Shape.of(1), i));
    }
    byte[] file = SampleFiles.written(out -> Npz.write(out, arrays));
    Map<String, StoredArray> read = Npz.read(file);
    assertEquals(arrays.keySet(), read.keySet());
    assertArrayEquals(new long[] {65535}, SampleFiles.in(read, "a65535").toLongs());
  }

  @Test
  void textIsNoZipFile() {
    assertTrue(refused(SampleFiles.ascii("no zip")).getMessage().contains("zip directory"));
  }
}
