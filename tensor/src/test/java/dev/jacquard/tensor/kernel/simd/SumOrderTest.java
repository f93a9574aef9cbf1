package dev.jacquard.tensor.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sums against loops that add in the order that is promised, bit by bit. The build runs this at
 * several widths, which are so shown to give the same sums.
 */
@DisabledIf(
    value = "dev.jacquard.tensor.kernel.SimdKernelsTest#absent",
    disabledReason = "the module jdk.incubator.vector is not there")
@Tag("width")
class SumOrderTest {
  private static final int OFFSET = 3;

  private static float[] normal(int n, int seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 49, 63, 64, 95, 511, 512, 513, 1000, 5003})
  void elementsOfARunGoToThePartialSumsInTurn(int n) {
    float[] a = normal(n + OFFSET, 1);
    float[] b = normal(n + OFFSET, 2);
    double sum = 0;
    double product = 0;
    for (int from = 0; from < n; from += Partials.BLOCK) {
      float[] sums = new float[Partials.COUNT];
      float[] products = new float[Partials.COUNT];
      for (int i = from; i < Math.min(n, from + Partials.BLOCK); i++) {
        int lane = (i - from) % Partials.COUNT;
        sums[lane] += a[OFFSET + i];
        products[lane] = Math.fma(a[OFFSET + i] - 0.5f, b[OFFSET + i] - 0.25f, products[lane]);
      }
      sum += Partials.drain(sums);
      product += Partials.drain(products);
    }
    float[] partial = new float[Partials.COUNT];
    assertEquals(sum, Partials.total(1, 0, n, a, OFFSET, partial));
    assertEquals(
        product, Partials.totalProducts(1, 0, n, a, OFFSET, 0.5f, b, OFFSET, 0.25f, partial));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 1001})
  void aColumnSumsItsEvenAndItsOddRows(int rows) {
    int stride = Columns.STEP + 1;
    float[] x = normal(rows * stride, 3);
    double[] sums = Columns.sums(rows, stride, x, 1, new Scratch()).clone();
    for (int c = 0; c < Columns.STEP; c++) {
      double expected = 0;
      for (int from = 0; from < rows; from += Columns.BLOCK) {
        float[] parity = new float[2];
        for (int r = from; r < Math.min(rows, from + Columns.BLOCK); r++) {
          parity[(r - from) % 2] += x[r * stride + 1 + c];
        }
        expected += (double) parity[0] + parity[1];
      }
      assertEquals(expected, sums[c]);
    }
  }
}
