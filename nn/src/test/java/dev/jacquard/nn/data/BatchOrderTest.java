package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class BatchOrderTest {
  private static int[] joined(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void theLastBatchMayBeShort() {
    List<int[]> batches = BatchOrder.inFileOrder(7, 3);
    assertEquals(3, batches.size());
    assertArrayEquals(new int[] {0, 1, 2}, batches.get(0));
    assertArrayEquals(new int[] {6}, batches.get(2));
  }

  @Test
  void fullBatchesLeaveNoneOver() {
    assertEquals(2, BatchOrder.inFileOrder(6, 3).size());
    assertEquals(0, BatchOrder.inFileOrder(0, 3).size());
    assertEquals(1, BatchOrder.inFileOrder(6, Integer.MAX_VALUE).size());
  }

  @Test
  void anEpochTakesEveryImageOnceInTheOrderOfItsStream() {
    RandomStream stream = RandomStream.of(5);
    int[] order = joined(BatchOrder.shuffled(100, 8, stream, 3));
    assertArrayEquals(stream.split(3).permutation(100), order);
    assertArrayEquals(IntStream.range(0, 100).toArray(), Arrays.stream(order).sorted().toArray());
  }

  @Test
  void epochsHaveOrdersOfTheirOwn() {
    RandomStream stream = RandomStream.of(5);
    assertFalse(
        Arrays.equals(
            joined(BatchOrder.shuffled(100, 8, stream, 0)),
            joined(BatchOrder.shuffled(100, 8, stream, 1))));
  }

  @Test
  void emptyBatchesAndNegativeCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> BatchOrder.cut(new int[1], 0));
    assertThrows(IllegalArgumentException.class, () -> BatchOrder.inFileOrder(-1, 1));
  }
}
