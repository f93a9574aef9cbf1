package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("portable")
class DataSetTest {
  @ParameterizedTest
  @EnumSource
  void aDataSetIsFoundByItsName(DataSet set) {
    assertEquals(set, DataSet.of(set.toString()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FOLDER")
  void classesAreKnownWithoutFiles(DataSet set) throws TensorFileException {
    assertEquals(10, set.classes().size());
  }

  @Test
  void classesOfAFolderAreItsFolders(@TempDir Path directory) throws IOException {
    Files.createDirectories(directory.resolve("train/b"));
    Files.createDirectories(directory.resolve("train/a"));
    assertEquals(List.of("a", "b"), DataSet.FOLDER.classes(directory));
    TensorFileException e = assertThrows(TensorFileException.class, () -> DataSet.FOLDER.classes());
    assertEquals(
        "folder: not embedded, expected a directory with the folders 'train' and 'test'",
        e.getMessage());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DataSet.of("mnist"));
    assertEquals(
        "data set 'mnist': expected one of [fashion-mnist, cifar10, folder, synthetic]",
        e.getMessage());
  }

  @Test
  void fashionMnistIsEmbeddedAndCifar10IsNot() throws TensorFileException {
    assertEquals(5_000, DataSet.FASHION_MNIST.embedded().train().size());
    assertEquals(2_000, DataSet.SYNTHETIC.embedded().train().size());
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> DataSet.CIFAR10.embedded());
    assertEquals(
        "cifar10: not embedded, expected a directory with data_batch_1.bin, data_batch_2.bin,"
            + " data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin",
        e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SYNTHETIC")
  void anEmptyDirectoryIsNamed(DataSet set, @TempDir Path directory) {
    TensorFileException e = assertThrows(TensorFileException.class, () -> set.open(directory, 32));
    assertTrue(String.valueOf(e.getMessage()).startsWith(directory.toString()), e.getMessage());
  }
}
