package dev.jacquard.hypernet.ghn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.tensor.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sizes are taken for, by the rules of the published code. */
@Tag("portable")
class SizeTableTest {
  @Test
  void tablesHaveTheRowsOfThePublishedCheckpoints() {
    assertEquals(392, SizeTable.channels(10).rows());
    assertEquals(392, SizeTable.channels(1000).rows());
    assertEquals(9, SizeTable.spatial(11).rows());
    assertEquals(11, SizeTable.spatial(16).rows());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 1",
    "3, 3",
    "4, 8",
    "5, 8",
    "7, 8",
    "8, 8",
    "9, 8",
    "10, 10",
    "11, 10",
    "12, 10",
    "13, 10",
    "14, 16",
    "60, 56",
    "61, 64",
    "72, 64",
    "73, 80",
    "4088, 4080",
    "4089, 4096",
    "8192, 8192",
    "9000, 8192"
  })
  void channelsAreTakenForTheNearestThatThereAre(int channels, int taken) {
    SizeTable table = SizeTable.channels(10);

    assertEquals(table.channelRow(taken), table.channelRow(channels));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "3, 3", "4, 3", "10, 9", "12, 11", "13, 14", "15, 14", "30, 16"})
  void kernelsAreTakenForTheNearestThatThereAre(int size, int taken) {
    SizeTable table = SizeTable.spatial(11);

    assertEquals(table.spatialRow(taken), table.spatialRow(size));
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "5, 5", "6, 8", "16, 16", "24, 64", "31, 31", "32, 64", "48, 64", "512, 64"})
  void blocksHaveTheSizesOfThePublishedGroups(int channels, int decoded) {
    assertEquals(decoded, BlockSize.grouped(channels, 64));
  }

  @Test
  void blocksAreNotLargerThanTheKernelNorTheDecoder() {
    GhnConfig config = TinyGhn.config();

    assertEquals(new BlockSize(8, 8, 3, 5), BlockSize.of(Shape.of(64, 32, 3, 7), config));
    assertEquals(new BlockSize(2, 8, 1, 1), BlockSize.of(Shape.of(2, 32), config));
  }
}
