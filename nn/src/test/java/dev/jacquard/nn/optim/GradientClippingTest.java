package dev.jacquard.nn.optim;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
  private static Map<String, Tensor> gradients(float last) {
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    gradients.put("a", Tensor.of(Shape.of(3), 3, -4, 12));
    gradients.put("b", Tensor.view(Shape.of(2), new float[] {7, 84, last, 7}, 1));
    return gradients;
  }

  private static double clip(int threads, Map<String, Tensor> gradients, double max) {
    try (Compute compute = Compute.open(Backend.AUTO, threads)) {
      return GradientClipping.clip(compute, gradients, max);
    }
  }

  /*
   * PyTorch 1.13:
   *
   * a, b = torch.nn.Parameter(torch.zeros(3)), torch.nn.Parameter(torch.zeros(2))
   * a.grad, b.grad = torch.tensor([3., -4., 12.]), torch.tensor([84., 0.])
   * torch.nn.utils.clip_grad_norm_([a, b], 5.0)                         85.
   * ['%.9g' % x for x in a.grad.tolist() + b.grad.tolist()]
   */
  @Test
  void longGradientsAreShortenedTogether() {
    Map<String, Tensor> gradients = gradients(0);
    assertEquals(85, clip(1, gradients, 5), 1e-12);
    assertArrayEquals(
        new float[] {0.176470593f, -0.235294119f, 0.70588237f},
        requireNonNull(gradients.get("a")).toArray(),
        1e-7f);
    assertArrayEquals(
        new float[] {7, 4.94117641f, 0, 7}, requireNonNull(gradients.get("b")).data(), 1e-6f);
  }

  @Test
  void shortGradientsKeepTheirBits() {
    Map<String, Tensor> gradients = gradients(0);
    assertEquals(85, clip(1, gradients, 86), 1e-12);
    assertUnchanged(0, gradients);
  }

  @Test
  void anInfiniteLimitOnlyMeasures() {
    Map<String, Tensor> gradients = gradients(0);
    assertEquals(85, clip(1, gradients, Double.POSITIVE_INFINITY), 1e-12);
    assertUnchanged(0, gradients);
  }

  @Test
  void aNormThatIsNotFiniteIsReportedAndChangesNothing() {
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
      Map<String, Tensor> gradients = gradients(bad);
      assertEquals(Math.abs(bad), clip(1, gradients, 5));
      assertUnchanged(bad, gradients);
    }
  }

  private static void assertUnchanged(float last, Map<String, Tensor> gradients) {
    gradients(last)
        .forEach(
            (name, tensor) ->
                assertTrue(tensor.bitEquals(requireNonNull(gradients.get(name))), name));
  }

  @Test
  void noGradientsHaveTheNormZero() {
    assertEquals(0, clip(1, Map.of(), 5));
  }

  @Test
  void oneThreadAndTwoGiveTheSameBits() {
    Tensor alone = Tensor.zeros(300_001);
    RandomStream.of(3).fillNormal(alone, 0, 1);
    Tensor shared = alone.copy();
    double norm = clip(1, Map.of("g", alone), 5);
    assertEquals(norm, clip(2, Map.of("g", shared), 5));
    assertTrue(alone.bitEquals(shared));
  }

  @Test
  void aLimitThatIsNotPositiveIsRefused() {
    assertEquals(
        "largest norm: expected above 0, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> clip(1, gradients(0), 0)).getMessage());
  }
}
