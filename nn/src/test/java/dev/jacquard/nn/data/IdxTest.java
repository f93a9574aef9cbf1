package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class IdxTest {
  private static final byte[] PLAIN = SampleIdx.file(1, 2, 3);
  private static final byte[] ELEMENTS = {0, 1, 2, 3, 4, 5};

  private static void assertRefused(String message, byte[] file) {
    TensorFileException e = assertThrows(TensorFileException.class, () -> Idx.read("sample", file));
    assertEquals("sample: " + message, e.getMessage());
  }

  private static void assertSample(Idx idx) {
    assertEquals(Shape.of(2, 3), idx.shape());
    assertArrayEquals(ELEMENTS, idx.toBytes());
  }

  @Test
  void aPlainFileIsReadFromBytesStreamAndPath(@TempDir Path directory) throws IOException {
    assertSample(Idx.read("sample", PLAIN));
    assertSample(Idx.read("sample", new ByteArrayInputStream(PLAIN)));
    assertSample(Idx.read(Files.write(directory.resolve("sample"), PLAIN)));
  }

  @Test
  void compressionIsSeenInTheContentNotInTheName(@TempDir Path directory) throws IOException {
    byte[] compressed = SampleIdx.gzip(PLAIN);
    assertSample(Idx.read("sample", compressed));
    assertSample(Idx.read("sample", new ByteArrayInputStream(compressed)));
    assertSample(Idx.read(Files.write(directory.resolve("sample"), compressed)));
    assertSample(Idx.read(Files.write(directory.resolve("sample.gz"), PLAIN)));
  }

  @Test
  void severalCompressedPartsAreOneFile() throws TensorFileException {
    byte[] first = SampleIdx.gzip(Arrays.copyOf(PLAIN, 14));
    byte[] second = SampleIdx.gzip(Arrays.copyOfRange(PLAIN, 14, PLAIN.length));
    assertSample(Idx.read("sample", SampleIdx.join(first, second)));
  }

  @Test
  void anotherBeginningIsRefused() {
    byte[] file = PLAIN.clone();
    file[1] = 'P';
    assertRefused(
        "expected an IDX file, which begins with 00 00 08, file begins with 00 50 08", file);
  }

  @Test
  void anotherTypeIsRefused() {
    byte[] file = PLAIN.clone();
    file[2] = 0x0d;
    assertRefused("expected type 08 (unsigned byte), file has 0d", file);
  }

  @Test
  void aTruncatedFileIsRefused() {
    assertRefused(
        "expected 6 bytes for [2, 3] after the header, file has 5", Arrays.copyOf(PLAIN, 17));
    assertRefused(
        "expected 6 bytes for [2, 3] after the header, file has 5",
        SampleIdx.gzip(Arrays.copyOf(PLAIN, 17)));
    assertRefused("expected 2 axes, file ends before the last of them", Arrays.copyOf(PLAIN, 10));
    assertRefused(
        "expected the 4 bytes that begin an IDX file, file has 3", Arrays.copyOf(PLAIN, 3));
  }

  @Test
  void anythingAfterTheElementsIsRefused() {
    byte[] longer = Arrays.copyOf(PLAIN, PLAIN.length + 1);
    assertRefused("expected 6 bytes for [2, 3] after the header, file has 7", longer);
    assertRefused(
        "expected 6 bytes for [2, 3] after the header, file has more", SampleIdx.gzip(longer));
  }

  @Test
  void anythingAfterTheCompressedPartIsRefused() {
    for (int more : new int[] {1, 18, 100}) {
      byte[] file = SampleIdx.gzip(PLAIN);
      assertRefused(
          "expected nothing after the compressed part, file has more",
          Arrays.copyOf(file, file.length + more));
    }
  }

  @Test
  void sizesAreComparedWithTheFileBeforeMemoryIsTaken() {
    byte[] header = SampleIdx.header(8, 60_000, 28, 28).array();
    assertRefused(
        "expected 47040000 bytes for [60000, 28, 28] after the header, file has 0", header);
    byte[] compressed = SampleIdx.gzip(header);
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> Idx.read("sample", compressed));
    assertTrue(e.getMessage().contains("file has at most 1032 for each of"), e.getMessage());
  }

  @Test
  void impossibleSizesAreRefused() {
    assertRefused("shape [-1, 3]: expected no negative axis", SampleIdx.header(8, -1, 3).array());
    assertRefused(
        "shape [65536, 65536]: expected at most 2147483647 elements",
        SampleIdx.header(8, 65_536, 65_536).array());
  }

  @Test
  void aDirectoryAndAMissingFileAreNamed(@TempDir Path directory) {
    TensorFileException e = assertThrows(TensorFileException.class, () -> Idx.read(directory));
    assertEquals(directory + ": expected a file, this is a directory", e.getMessage());
    Path missing = directory.resolve("missing");
    e = assertThrows(TensorFileException.class, () -> Idx.read(missing));
    assertEquals(missing + ": NoSuchFileException", e.getMessage());
  }

  @Test
  void aStreamThatFailsIsNamed() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException("gone");
          }
        };
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> Idx.read("sample", failing));
    assertEquals("sample: IOException: gone", e.getMessage());
  }
}
