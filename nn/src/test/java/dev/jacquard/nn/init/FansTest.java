package dev.jacquard.nn.init;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.tensor.Shape;
import org.junit.jupiter.api.Test;

/**
 * Expected: {@code torch.nn.init._calculate_fan_in_and_fan_out}, calculate_gain of PyTorch 1.13.
 */
class FansTest {
  @Test
  void aLinearWeightHasItsSides() {
    assertEquals(new Fans(30, 20), Fans.of(Shape.of(20, 30)));
  }

  @Test
  void aConvolutionCountsItsKernel() {
    assertEquals(new Fans(30 * 15, 20 * 15), Fans.of(Shape.of(20, 30, 3, 5)));
  }

  @Test
  void aDepthwiseConvolutionCountsOneInputChannel() {
    assertEquals(new Fans(9, 32 * 9), Fans.of(Shape.of(32, 1, 3, 3)));
  }

  @Test
  void gainsArePyTorchs() {
    assertEquals(1, Gain.LINEAR);
    assertEquals(1.6666666666666667, Gain.TANH);
    assertEquals(1.4142135623730951, Gain.RELU);
    assertEquals(1.3867504905630728, Gain.leakyRelu(0.2), 1e-15);
  }
}
