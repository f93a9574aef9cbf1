package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;
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
    assertEquals(10, set.classes().size());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DataSet.of("mnist"));
    assertEquals("data set 'mnist': expected one of [fashion-mnist, cifar10]", e.getMessage());
  }

  @Test
  void onlyFashionMnistIsEmbedded() throws TensorFileException {
    assertEquals(5_000, DataSet.FASHION_MNIST.embedded().train().size());
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> DataSet.CIFAR10.embedded());
    assertEquals(
        "cifar10: not embedded, expected a directory with data_batch_1.bin, data_batch_2.bin,"
            + " data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin",
        e.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyDirectoryIsNamed(DataSet set, @TempDir Path directory) {
    TensorFileException e = assertThrows(TensorFileException.class, () -> set.open(directory));
    assertEquals(directory + ": ", e.getMessage().substring(0, directory.toString().length() + 2));
  }
}
