package dev.jacquard.nn.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Moments are held to six standard errors of the sample: {@code deviation / sqrt(n)} for a mean,
 * {@code sqrt((fourth moment - variance^2) / n)} for a variance.
 */
class InitializerTest {
  private static final Shape CONV = Shape.of(64, 32, 5, 5);
  private static final int COUNT = 64 * 32 * 5 * 5;

  private static Tensor filled(Initializer initializer, Shape shape) {
    Tensor tensor = Tensor.zeros(shape);
    initializer.fill(tensor, RandomStream.of(11).split("weight"));
    return tensor;
  }

  private static double mean(Tensor tensor, DoubleUnaryOperator f) {
    double sum = 0;
    for (float value : tensor.toArray()) {
      sum += f.applyAsDouble(value);
    }
    return sum / tensor.size();
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (float value : tensor.toArray()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static void assertNormal(double deviation, Tensor tensor) {
    double variance = deviation * deviation;
    double root = Math.sqrt(tensor.size());
    assertEquals(0, mean(tensor, x -> x), 6 * deviation / root);
    // The fourth moment of a normal distribution is 3 variance^2.
    assertEquals(variance, mean(tensor, x -> x * x), 6 * variance * Math.sqrt(2) / root);
  }

  private static void assertUniform(double bound, Tensor tensor) {
    double variance = bound * bound / 3;
    double root = Math.sqrt(tensor.size());
    assertEquals(0, mean(tensor, x -> x), 6 * Math.sqrt(variance) / root);
    // The fourth moment of a uniform distribution is 9/5 variance^2.
    assertEquals(variance, mean(tensor, x -> x * x), 6 * variance * Math.sqrt(0.8) / root);
    assertTrue(largest(tensor) <= (float) bound);
    // 51,200 draws all miss the outer thousandth of the range with probability 1e-22.
    assertTrue(largest(tensor) > 0.999 * bound);
  }

  @Test
  void aConstantIsEverywhere() {
    assertEquals(List.of(0.5f, 0.5f), boxed(filled(Initializer.constant(0.5), Shape.of(2))));
  }

  private static List<Float> boxed(Tensor tensor) {
    return List.of(tensor.get(0), tensor.get(1));
  }

  @Test
  void uniformFillsItsRangeAndNoMore() {
    assertUniform(0.3, filled(Initializer.uniform(0.3), CONV));
  }

  @Test
  void normalHasItsMeanAndDeviation() {
    Tensor tensor = filled(Initializer.normal(3, 0.02), CONV);
    for (int i = 0; i < tensor.size(); i++) {
      tensor.data()[i] -= 3;
    }
    assertNormal(0.02, tensor);
  }

  /*
   * The fans and the deviation of [64, 32, 5, 5] in PyTorch 1.13:
   *
   * w = torch.empty(64, 32, 5, 5)
   * torch.nn.init._calculate_fan_in_and_fan_out(w)                      (800, 1600)
   * a = torch.nn.init.calculate_gain
   * a('relu') / 800 ** 0.5, a('leaky_relu', 0.2) / 1600 ** 0.5          0.05 0.03466876226407682
   * 3 ** 0.5 * a('relu') / 800 ** 0.5                                   0.08660254037844387
   * 3 ** 0.5 * a('leaky_relu', 5 ** 0.5) / 800 ** 0.5                   0.03535533905932737
   * (6 / 2400) ** 0.5, a('tanh') * (2 / 2400) ** 0.5                    0.05 0.04811252243246882
   */

  @Test
  void kaimingNormalHasPyTorchsDeviation() {
    assertNormal(0.05, filled(Initializer.kaimingNormal(Gain.RELU, FanMode.FAN_IN), CONV));
    assertNormal(
        0.03466876226407682,
        filled(Initializer.kaimingNormal(Gain.leakyRelu(0.2), FanMode.FAN_OUT), CONV));
  }

  @Test
  void kaimingUniformHasPyTorchsBound() {
    assertUniform(
        0.08660254037844387, filled(Initializer.kaimingUniform(Gain.RELU, FanMode.FAN_IN), CONV));
  }

  @Test
  void xavierHasPyTorchsBoundAndDeviation() {
    assertUniform(0.05, filled(Initializer.xavierUniform(Gain.LINEAR), CONV));
    assertNormal(0.04811252243246882, filled(Initializer.xavierNormal(Gain.TANH), CONV));
  }

  /** {@code kaiming_uniform_(w, a=sqrt(5))} is U(-b, b) with b = 1 / sqrt(fan in). */
  @Test
  void pyTorchsDefaultIsOneOverTheRootOfFanIn() {
    double bound = 1 / Math.sqrt(Fans.of(CONV).in());
    assertEquals(0.03535533905932737, bound, 1e-17);
    assertUniform(
        bound,
        filled(Initializer.kaimingUniform(Gain.leakyRelu(Math.sqrt(5)), FanMode.FAN_IN), CONV));
  }

  /**
   * Mean and variance of a standard normal within limits, from {@code phi(a) - phi(b)} over {@code
   * Phi(b) - Phi(a)} in Python's math.erf: limits far apart, close, on one side, and all to one
   * side of the mean.
   */
  @Test
  void aTruncatedNormalHasItsMomentsAndKeepsItsLimits() {
    assertTruncated(-2, 2, 0, 0.7737413035499232);
    assertTruncated(-0.5, 1, 0.20663121806153306, 0.17277325908649316);
    assertTruncated(-1, 6, 0.28759996405479443, 0.6296862460694567);
    assertTruncated(1.5, 2, 1.714290812286374, 0.019904259798067425);
  }

  private static void assertTruncated(double from, double to, double mean, double variance) {
    double deviation = 0.02;
    double center = 0.1;
    double low = center + from * deviation;
    double high = center + to * deviation;
    Tensor tensor = filled(Initializer.truncatedNormal(center, deviation, low, high), CONV);
    DoubleUnaryOperator z = x -> (x - center) / deviation;
    double root = Math.sqrt(COUNT);
    assertEquals(mean, mean(tensor, z), 6 * Math.sqrt(variance) / root);
    // Within limits the fourth moment is below that of the whole normal distribution.
    assertEquals(
        variance,
        mean(tensor, x -> Math.pow(z.applyAsDouble(x) - mean, 2)),
        6 * variance * Math.sqrt(2) / root);
    for (float value : tensor.toArray()) {
      assertTrue(value >= (float) low && value <= (float) high);
    }
  }

  @Test
  void aTruncatedNormalWithDistantLimitsIsNormal() {
    assertNormal(0.02, filled(Initializer.truncatedNormal(0, 0.02, -2, 2), CONV));
  }

  @Test
  void rowsOrColumnsOfAnOrthogonalMatrixAreOrthogonal() {
    assertOrthogonal(1.5, filled(Initializer.orthogonal(1.5), Shape.of(24, 60)));
    assertOrthogonal(1.5, filled(Initializer.orthogonal(1.5), Shape.of(60, 24)));
    assertOrthogonal(1, filled(Initializer.orthogonal(1), Shape.of(64, 64)));
    assertOrthogonal(1, filled(Initializer.orthogonal(1), Shape.of(16, 3, 3, 3)));
  }

  private static void assertOrthogonal(double gain, Tensor tensor) {
    int rows = tensor.shape().dim(0);
    int columns = tensor.size() / rows;
    boolean wide = rows <= columns;
    Tensor matrix = tensor.reshape(rows, columns);
    for (int a = 0; a < Math.min(rows, columns); a++) {
      for (int b = 0; b < Math.min(rows, columns); b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          dot +=
              wide
                  ? (double) matrix.get(a, i) * matrix.get(b, i)
                  : (double) matrix.get(i, a) * matrix.get(i, b);
        }
        assertEquals(a == b ? gain * gain : 0, dot, 1e-6);
      }
    }
  }

  /** Q keeps the sides of the normal matrix: with R's diagonal positive, q0 points along a0. */
  @Test
  void anOrthogonalMatrixBeginsInTheDirectionOfItsNormalMatrix() {
    Tensor normal = filled(Initializer.normal(0, 1), Shape.of(4, 9));
    Tensor orthogonal = filled(Initializer.orthogonal(1), Shape.of(4, 9));
    double length = 0;
    for (int i = 0; i < 9; i++) {
      length += normal.get(0, i) * normal.get(0, i);
    }
    for (int i = 0; i < 9; i++) {
      assertEquals(normal.get(0, i) / Math.sqrt(length), orthogonal.get(0, i), 1e-6);
    }
  }

  private static List<Initializer> all() {
    return List.of(
        Initializer.constant(2),
        Initializer.uniform(0.3),
        Initializer.normal(0, 1),
        Initializer.truncatedNormal(0, 1, -1, 1),
        Initializer.truncatedNormal(0, 1, -2, 2),
        Initializer.orthogonal(1),
        Initializer.xavierUniform(1),
        Initializer.xavierNormal(1),
        Initializer.kaimingUniform(1, FanMode.FAN_IN),
        Initializer.kaimingNormal(1, FanMode.FAN_OUT));
  }

  @Test
  void theSameStreamGivesTheSameBits() {
    for (Initializer initializer : all()) {
      assertTrue(filled(initializer, CONV).bitEquals(filled(initializer, CONV)));
    }
  }

  @Test
  void anotherStreamGivesOtherValues() {
    for (Initializer initializer : all().subList(1, all().size())) {
      Tensor other = Tensor.zeros(7, 9);
      initializer.fill(other, RandomStream.of(11).split("bias"));
      assertFalse(filled(initializer, Shape.of(7, 9)).bitEquals(other));
    }
  }

  @Test
  void aPartOfAnArrayIsFilledAlone() {
    for (Initializer initializer : all()) {
      float[] data = new float[3 + 63 + 3];
      initializer.fill(Tensor.view(Shape.of(7, 9), data, 3), RandomStream.of(11).split("weight"));
      assertEquals(0, data[2]);
      assertEquals(0, data[66]);
      assertTrue(
          Tensor.view(Shape.of(7, 9), data, 3).bitEquals(filled(initializer, Shape.of(7, 9))));
    }
  }

  @Test
  void aTensorWithoutElementsIsLeftAlone() {
    for (Initializer initializer : all()) {
      assertEquals(0, filled(initializer, Shape.of(0, 5)).size());
      assertEquals(0, filled(initializer, Shape.of(5, 0)).size());
    }
  }

  @Test
  void impossibleDistributionsAreRefused() {
    assertRefused("bound: expected 0 or more, finite, got -1.0", () -> Initializer.uniform(-1));
    assertRefused(
        "deviation: expected 0 or more, finite, got NaN", () -> Initializer.normal(0, Double.NaN));
    assertRefused(
        "mean: expected a finite number, got Infinity",
        () -> Initializer.normal(Double.POSITIVE_INFINITY, 1));
    assertRefused(
        "truncated normal: expected a positive deviation, low below high and a mean at most two"
            + " deviations outside them, got mean 0.0, deviation 1.0, low 3.0, high 4.0",
        () -> Initializer.truncatedNormal(0, 1, 3, 4));
    assertRefused(
        "orthogonal: expected 2 axes or more, got [5]",
        () -> filled(Initializer.orthogonal(1), Shape.of(5)));
    assertRefused(
        "fans: expected a weight of 2 axes or more, got [5]",
        () -> filled(Initializer.xavierNormal(1), Shape.of(5)));
  }

  private static void assertRefused(String message, Executable e) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, e).getMessage());
  }
}
