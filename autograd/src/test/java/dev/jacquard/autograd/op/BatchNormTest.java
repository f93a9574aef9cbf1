package dev.jacquard.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchNormTest {
  private final Compute compute = Compute.open(Backend.SCALAR, 1);
  private final Tape tape = new Tape(compute);
  private final Tensor gamma = Tensor.of(Shape.of(2), 1, 2);
  private final Tensor beta = Tensor.of(Shape.of(2), 0, -1);
  private final Tensor images = Tensor.of(Shape.of(2, 2, 2), 1, 3, 10, 10, 5, 7, 30, 30);

  @AfterEach
  void close() {
    tape.close();
    compute.close();
  }

  @Test
  void statisticsOfTheBatchAreMeanAndBiasedVariance() {
    BatchNorm.Normalized normalized =
        BatchNorm.batchNorm(tape.constant(images), tape.constant(gamma), tape.constant(beta), 1e-5);

    assertArrayEquals(new float[] {4, 20}, normalized.mean().toArray(), 1e-6f);
    assertArrayEquals(new float[] {5, 100}, normalized.variance().toArray(), 1e-5f);
  }

  @Test
  void whatTheCallerDoesToTheStatisticsChangesNoGradient() {
    Tensor seed = Tensor.of(images.shape(), 1, 2, 3, 4, 5, 6, 7, 8);
    Tensor expected = gradient(seed, false);

    assertEquals(true, expected.bitEquals(gradient(seed, true)));
  }

  private Tensor gradient(Tensor seed, boolean overwrite) {
    try (Tape other = new Tape(compute)) {
      Var x = other.leaf(images);
      BatchNorm.Normalized normalized =
          BatchNorm.batchNorm(x, other.constant(gamma), other.constant(beta), 1e-5);
      if (overwrite) {
        normalized.mean().fill(9);
        normalized.variance().fill(9);
      }
      other.backward(List.of(normalized.y()), List.of(seed));
      return other.gradient(x).copy();
    }
  }

  @Test
  void givenStatisticsOfTheBatchGiveWhatTheBatchGives() {
    BatchNorm.Normalized normalized =
        BatchNorm.batchNorm(tape.constant(images), tape.constant(gamma), tape.constant(beta), 1e-5);
    Var frozen =
        FrozenBatchNorm.frozenBatchNorm(
            tape.constant(images),
            tape.constant(gamma),
            tape.constant(beta),
            normalized.mean(),
            normalized.variance(),
            1e-5);

    assertArrayEquals(normalized.y().value().toArray(), frozen.value().toArray());
  }
}
