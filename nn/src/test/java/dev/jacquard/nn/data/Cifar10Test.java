package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class Cifar10Test {
  private static final int RECORD = 3_073;

  /** A file of 10,000 records of zeros, on most file systems without writing them. */
  private static void writeZeros(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(10_000L * RECORD);
    }
  }

  private static void writeAll(Path directory) throws IOException {
    for (String name : Cifar10.files()) {
      writeZeros(directory.resolve(name));
    }
  }

  /** Sets the label and the first pixel of a record. */
  private static void mark(Path path, int record, int label, int pixel) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek((long) record * RECORD);
      file.write(new byte[] {(byte) label, (byte) pixel});
    }
  }

  private static String refusal(Path directory) {
    return assertThrows(TensorFileException.class, () -> Cifar10.read(directory)).getMessage();
  }

  @Test
  void theLastImagesOfTheFifthFileAreForValidation(@TempDir Path directory) throws IOException {
    writeAll(directory);
    mark(directory.resolve("data_batch_1.bin"), 1, 1, 11);
    mark(directory.resolve("data_batch_5.bin"), 4_999, 5, 200);
    mark(directory.resolve("data_batch_5.bin"), 5_000, 6, 201);
    mark(directory.resolve("test_batch.bin"), 9_999, 9, 202);

    Splits splits = Cifar10.read(directory);

    assertEquals(Shape.of(45_000, 3, 32, 32), splits.train().shape());
    assertEquals(Shape.of(5_000, 3, 32, 32), splits.validation().shape());
    assertEquals(Shape.of(10_000, 3, 32, 32), splits.test().shape());
    assertMarked(splits.train(), 1, 1, 11);
    assertMarked(splits.train(), 44_999, 5, 200);
    assertMarked(splits.validation(), 0, 6, 201);
    assertMarked(splits.test(), 9_999, 9, 202);
    assertEquals("truck", splits.test().classes().get(9));
  }

  private static void assertMarked(ImageSet set, int image, int label, int pixel) {
    assertEquals(label, set.label(image));
    assertEquals((byte) pixel, set.pixels(image)[0]);
  }

  @Test
  void theDirectoryOfTheOfficialArchiveIsFound(@TempDir Path directory) throws IOException {
    writeAll(Files.createDirectory(directory.resolve("cifar-10-batches-bin")));
    assertEquals(45_000, Cifar10.read(directory).train().size());
  }

  @Test
  void allMissingFilesAreNamed(@TempDir Path directory) throws IOException {
    writeZeros(directory.resolve("data_batch_2.bin"));
    assertEquals(
        directory
            + ": expected the files of CIFAR-10 (binary version), missing data_batch_1.bin,"
            + " data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin",
        refusal(directory));
  }

  @Test
  void aFileOfAnotherLengthIsNamed(@TempDir Path directory) throws IOException {
    writeAll(directory);
    Path second = directory.resolve("data_batch_2.bin");
    Files.write(second, new byte[RECORD]);
    assertEquals(
        second + ": expected 30730000 bytes (10000 records of 3073), file has 3073",
        refusal(directory));
    try (RandomAccessFile file = new RandomAccessFile(second.toFile(), "rw")) {
      file.setLength(10_001L * RECORD);
    }
    assertEquals(
        second + ": expected 30730000 bytes (10000 records of 3073), file has 30733073",
        refusal(directory));
  }

  @Test
  void aLabelWithoutAClassIsNamedWithItsPlace(@TempDir Path directory) throws IOException {
    writeAll(directory);
    Path third = directory.resolve("data_batch_3.bin");
    mark(third, 17, 10, 0);
    assertEquals(third + ": label 17: expected 0 to 9, file has 10", refusal(directory));
  }

  @Test
  void recordsAreReadFromAStream() throws TensorFileException {
    byte[] records = new byte[2 * RECORD];
    for (int i = 0; i < RECORD; i++) {
      records[RECORD + i] = (byte) (i % 10);
    }
    records[RECORD] = 3;
    ImageSet set = Cifar10.read("two", new ByteArrayInputStream(records));
    assertEquals(Shape.of(2, 3, 32, 32), set.shape());
    assertEquals(3, set.label(1));
    byte[] expected = new byte[RECORD - 1];
    System.arraycopy(records, RECORD + 1, expected, 0, expected.length);
    assertArrayEquals(expected, set.pixels(1));
  }

  @Test
  void aBrokenRecordIsRefused() {
    TensorFileException e =
        assertThrows(
            TensorFileException.class,
            () -> Cifar10.read("two", new ByteArrayInputStream(new byte[2 * RECORD - 1])));
    assertEquals("two: expected records of 3073 bytes, file has 6145 bytes", e.getMessage());
  }
}
