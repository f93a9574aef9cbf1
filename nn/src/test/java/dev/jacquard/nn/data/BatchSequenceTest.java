package dev.jacquard.nn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class BatchSequenceTest {
  private static BatchSequence sequence() {
    Splits data = SyntheticImages.splits();
    BatchLoader images = new BatchLoader(data.train().slice(0, 10), data.preprocessing(), 32);
    return new BatchSequence(images, 4, Augmentation.CROP_AND_FLIP, RandomStream.of(3));
  }

  @Test
  void anEpochHasEveryImageOnce() {
    BatchSequence sequence = sequence();
    assertEquals(3, sequence.batchesPerEpoch());
    List<Integer> labels = new ArrayList<>();
    for (int number = 3; number < 6; number++) {
      Batch batch = sequence.get(number);
      assertEquals(number == 5 ? 2 : 4, batch.size());
      Arrays.stream(batch.labels()).forEach(labels::add);
    }
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), labels.stream().sorted().toList());
  }

  /** Whatever was asked for before, and on any number of threads. */
  @Test
  void aBatchGoesByItsNumberAlone() {
    int[] asked = {0, 1, 2, 2, 3, 9, 4, 5, 0, 0, 1};
    for (int threads = 1; threads <= 2; threads++) {
      BatchSequence sequence = sequence();
      try (Compute compute = Compute.open(Backend.SCALAR, threads)) {
        for (int number : asked) {
          Batch batch = sequence.get(number, compute);
          Batch alone = sequence().get(number);

          assertArrayEquals(alone.labels(), batch.labels());
          assertTrue(alone.images().bitEquals(batch.images()), "batch " + number);
        }
      }
    }
  }

  @Test
  void epochsAreAugmentedAnew() {
    BatchSequence sequence = sequence();
    float[] first = sequence.get(0).images().toArray();
    float[] again = sequence.get(3).images().toArray();
    assertEquals(first.length, again.length);
    assertFalse(Arrays.equals(first, again));
  }

  @Test
  void nothingMakesNoSequence() {
    Splits data = SyntheticImages.splits();
    BatchLoader none = new BatchLoader(data.validation(), data.preprocessing(), 32);
    RandomStream stream = RandomStream.of(0);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BatchSequence(none, 4, Augmentation.NONE, stream));
    assertEquals("batches of 4 of 0 images: expected 1 or more of both", e.getMessage());
  }
}
