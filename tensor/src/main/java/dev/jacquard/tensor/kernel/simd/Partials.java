package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Sums whose order no vector width changes. Element i of a run is added to partial sum i mod 32,
 * whatever number of vectors the 32 partial sums make; now and then they are added, in one fixed
 * order, into a double.
 */
final class Partials {
  static final int COUNT = 32;

  /** So many elements, at most, go into the partial sums before they are drained into a double. */
  static final int BLOCK = 512;

  /** Channels of fewer pixels are left to the scalar kernels. */
  static final int SHORT = 12;

  /** Fewer elements are summed one by one. */
  private static final int FEW = 48;

  private Partials() {}

  /** Adds n elements to the partial sums. */
  static void add(int n, float[] x, int xAt, float[] partial) {
    int main = n & -COUNT;
    if (main > 0) {
      addMain(main, x, xAt, partial);
    }
    int i = main;
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector.fromArray(F, partial, i - main)
          .add(FloatVector.fromArray(F, x, xAt + i))
          .intoArray(partial, i - main);
    }
    for (; i < n; i++) {
      partial[i - main] += x[xAt + i];
    }
  }

  private static void addMain(int n, float[] x, int xAt, float[] partial) {
    FloatVector s0 = FloatVector.fromArray(F, partial, 0);
    FloatVector s1 = FloatVector.fromArray(F, partial, WIDTH);
    FloatVector s2 = WIDTH <= 8 ? FloatVector.fromArray(F, partial, 2 * WIDTH) : s0;
    FloatVector s3 = WIDTH <= 8 ? FloatVector.fromArray(F, partial, 3 * WIDTH) : s0;
    FloatVector s4 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 4 * WIDTH) : s0;
    FloatVector s5 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 5 * WIDTH) : s0;
    FloatVector s6 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 6 * WIDTH) : s0;
    FloatVector s7 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 7 * WIDTH) : s0;
    for (int i = 0; i < n; i += COUNT) {
      int at = xAt + i;
      s0 = s0.add(FloatVector.fromArray(F, x, at));
      s1 = s1.add(FloatVector.fromArray(F, x, at + WIDTH));
      if (WIDTH <= 8) {
        s2 = s2.add(FloatVector.fromArray(F, x, at + 2 * WIDTH));
        s3 = s3.add(FloatVector.fromArray(F, x, at + 3 * WIDTH));
      }
      if (WIDTH <= 4) {
        s4 = s4.add(FloatVector.fromArray(F, x, at + 4 * WIDTH));
        s5 = s5.add(FloatVector.fromArray(F, x, at + 5 * WIDTH));
        s6 = s6.add(FloatVector.fromArray(F, x, at + 6 * WIDTH));
        s7 = s7.add(FloatVector.fromArray(F, x, at + 7 * WIDTH));
      }
    }
    s0.intoArray(partial, 0);
    s1.intoArray(partial, WIDTH);
    if (WIDTH <= 8) {
      s2.intoArray(partial, 2 * WIDTH);
      s3.intoArray(partial, 3 * WIDTH);
    }
    if (WIDTH <= 4) {
      s4.intoArray(partial, 4 * WIDTH);
      s5.intoArray(partial, 5 * WIDTH);
      s6.intoArray(partial, 6 * WIDTH);
      s7.intoArray(partial, 7 * WIDTH);
    }
  }

  /** Adds n products {@code (a - aMinus) * (b - bMinus)} to the partial sums. */
  static void addProducts(
      int n, float[] a, int aAt, float aMinus, float[] b, int bAt, float bMinus, float[] partial) {
    int main = n & -COUNT;
    if (main > 0) {
      addMainProducts(main, a, aAt, aMinus, b, bAt, bMinus, partial);
    }
    int i = main;
    for (; i <= n - WIDTH; i += WIDTH) {
      FloatVector.fromArray(F, a, aAt + i)
          .sub(aMinus)
          .fma(
              FloatVector.fromArray(F, b, bAt + i).sub(bMinus),
              FloatVector.fromArray(F, partial, i - main))
          .intoArray(partial, i - main);
    }
    for (; i < n; i++) {
      partial[i - main] = Math.fma(a[aAt + i] - aMinus, b[bAt + i] - bMinus, partial[i - main]);
    }
  }

  private static void addMainProducts(
      int n, float[] a, int aAt, float aMinus, float[] b, int bAt, float bMinus, float[] partial) {
    FloatVector u = FloatVector.broadcast(F, aMinus);
    FloatVector v = FloatVector.broadcast(F, bMinus);
    FloatVector s0 = FloatVector.fromArray(F, partial, 0);
    FloatVector s1 = FloatVector.fromArray(F, partial, WIDTH);
    FloatVector s2 = WIDTH <= 8 ? FloatVector.fromArray(F, partial, 2 * WIDTH) : s0;
    FloatVector s3 = WIDTH <= 8 ? FloatVector.fromArray(F, partial, 3 * WIDTH) : s0;
    FloatVector s4 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 4 * WIDTH) : s0;
    FloatVector s5 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 5 * WIDTH) : s0;
    FloatVector s6 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 6 * WIDTH) : s0;
    FloatVector s7 = WIDTH <= 4 ? FloatVector.fromArray(F, partial, 7 * WIDTH) : s0;
    for (int i = 0; i < n; i += COUNT) {
      int p = aAt + i;
      int q = bAt + i;
      s0 = FloatVector.fromArray(F, a, p).sub(u).fma(FloatVector.fromArray(F, b, q).sub(v), s0);
      s1 =
          FloatVector.fromArray(F, a, p + WIDTH)
              .sub(u)
              .fma(FloatVector.fromArray(F, b, q + WIDTH).sub(v), s1);
      if (WIDTH <= 8) {
        s2 =
            FloatVector.fromArray(F, a, p + 2 * WIDTH)
                .sub(u)
                .fma(FloatVector.fromArray(F, b, q + 2 * WIDTH).sub(v), s2);
        s3 =
            FloatVector.fromArray(F, a, p + 3 * WIDTH)
                .sub(u)
                .fma(FloatVector.fromArray(F, b, q + 3 * WIDTH).sub(v), s3);
      }
      if (WIDTH <= 4) {
        s4 =
            FloatVector.fromArray(F, a, p + 4 * WIDTH)
                .sub(u)
                .fma(FloatVector.fromArray(F, b, q + 4 * WIDTH).sub(v), s4);
        s5 =
            FloatVector.fromArray(F, a, p + 5 * WIDTH)
                .sub(u)
                .fma(FloatVector.fromArray(F, b, q + 5 * WIDTH).sub(v), s5);
        s6 =
            FloatVector.fromArray(F, a, p + 6 * WIDTH)
                .sub(u)
                .fma(FloatVector.fromArray(F, b, q + 6 * WIDTH).sub(v), s6);
        s7 =
            FloatVector.fromArray(F, a, p + 7 * WIDTH)
                .sub(u)
                .fma(FloatVector.fromArray(F, b, q + 7 * WIDTH).sub(v), s7);
      }
    }
    s0.intoArray(partial, 0);
    s1.intoArray(partial, WIDTH);
    if (WIDTH <= 8) {
      s2.intoArray(partial, 2 * WIDTH);
      s3.intoArray(partial, 3 * WIDTH);
    }
    if (WIDTH <= 4) {
      s4.intoArray(partial, 4 * WIDTH);
      s5.intoArray(partial, 5 * WIDTH);
      s6.intoArray(partial, 6 * WIDTH);
      s7.intoArray(partial, 7 * WIDTH);
    }
  }

  /** The sum of the partial sums, which are 0 afterwards. */
  static double drain(float[] partial) {
    double even = 0;
    double odd = 0;
    for (int i = 0; i < 8; i += 2) {
      even += (partial[i] + partial[i + 8]) + (partial[i + 16] + partial[i + 24]);
      odd += (partial[i + 1] + partial[i + 9]) + (partial[i + 17] + partial[i + 25]);
    }
    Arrays.fill(partial, 0, COUNT, 0);
    return even + odd;
  }

  /** The sum of {@code runs} runs of n elements, {@code stride} apart. */
  static double total(int runs, int stride, int n, float[] x, int xAt, float[] partial) {
    if (runs == 1 && n < FEW) {
      return totalOfFew(n, x, xAt);
    }
    Arrays.fill(partial, 0, COUNT, 0);
    double total = 0;
    int filled = 0;
    for (int r = 0; r < runs; r++) {
      for (int i = 0; i < n; i += BLOCK) {
        int part = Math.min(n - i, BLOCK);
        if (filled + part > BLOCK) {
          total += drain(partial);
          filled = 0;
        }
        add(part, x, xAt + r * stride + i, partial);
        filled += part;
      }
    }
    return total + drain(partial);
  }

  /** The sum of the products of {@link #addProducts} over runs, as in {@link #total}. */
  static double totalProducts(
      int runs,
      int stride,
      int n,
      float[] a,
      int aAt,
      float aMinus,
      float[] b,
      int bAt,
      float bMinus,
      float[] partial) {
    if (runs == 1 && n < FEW) {
      return totalOfFewProducts(n, a, aAt, aMinus, b, bAt, bMinus);
    }
    Arrays.fill(partial, 0, COUNT, 0);
    double total = 0;
    int filled = 0;
    for (int r = 0; r < runs; r++) {
      for (int i = 0; i < n; i += BLOCK) {
        int part = Math.min(n - i, BLOCK);
        if (filled + part > BLOCK) {
          total += drain(partial);
          filled = 0;
        }
        int at = r * stride + i;
        addProducts(part, a, aAt + at, aMinus, b, bAt + at, bMinus, partial);
        filled += part;
      }
    }
    return total + drain(partial);
  }

  private static double totalOfFew(int n, float[] x, int xAt) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i < n - 1; i += 2) {
      even += x[xAt + i];
      odd += x[xAt + i + 1];
    }
    if (i < n) {
      even += x[xAt + i];
    }
    return even + odd;
  }

  private static double totalOfFewProducts(
      int n, float[] a, int aAt, float aMinus, float[] b, int bAt, float bMinus) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i < n - 1; i += 2) {
      even += (double) (a[aAt + i] - aMinus) * (b[bAt + i] - bMinus);
      odd += (double) (a[aAt + i + 1] - aMinus) * (b[bAt + i + 1] - bMinus);
    }
    if (i < n) {
      even += (double) (a[aAt + i] - aMinus) * (b[bAt + i] - bMinus);
    }
    return even + odd;
  }
}
