package dev.jacquard.nn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final Tensor LOGITS = Tensor.of(Shape.of(3, 2), 1, 2, 5, 4, 3, 3);

  @Test
  void countsRowsWhoseLargestLogitIsAtTheLabel() {
    assertEquals(1, Accuracy.correct(LOGITS, new int[] {1, 1, 1}));
  }

  @Test
  void theFirstOfEqualLogitsCounts() {
    assertEquals(3, Accuracy.correct(LOGITS, new int[] {1, 0, 0}));
  }

  @Test
  void batchesAddUp() {
    Accuracy both =
        Accuracy.NONE.plus(LOGITS, new int[] {1, 0, 0}).plus(LOGITS, new int[] {0, 1, 0});

    assertEquals(new Accuracy(4, 6), both);
    assertEquals(4 / 6.0, both.top1());
  }

  @Test
  void labelsMustBeAsManyAsRows() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Accuracy.correct(LOGITS, new int[] {1}));

    assertEquals("logits: expected [1, classes], got [3, 2]", e.getMessage());
  }
}
