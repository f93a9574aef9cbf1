package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import jdk.incubator.vector.FloatVector;

/** How two values become one: their larger one or their sum. */
enum Fold {
  MAX {
    @Override
    float of(float a, float b) {
      return Math.max(a, b);
    }

    @Override
    void of(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
      int i = 0;
      for (; i < whole(n); i += WIDTH) {
        FloatVector.fromArray(F, a, aAt + i)
            .max(FloatVector.fromArray(F, b, bAt + i))
            .intoArray(y, yAt + i);
      }
      for (; i < n; i++) {
        y[yAt + i] = Math.max(a[aAt + i], b[bAt + i]);
      }
    }
  },

  SUM {
    @Override
    float of(float a, float b) {
      return a + b;
    }

    @Override
    void of(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
      int i = 0;
      for (; i < whole(n); i += WIDTH) {
        FloatVector.fromArray(F, a, aAt + i)
            .add(FloatVector.fromArray(F, b, bAt + i))
            .intoArray(y, yAt + i);
      }
      for (; i < n; i++) {
        y[yAt + i] = a[aAt + i] + b[bAt + i];
      }
    }
  };

  abstract float of(float a, float b);

  /** {@code y = of(a, b)} for n elements; in place allowed. */
  abstract void of(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt);

  /**
   * Folds {@code count} blocks of n elements, {@code stride} apart, into one.
   *
   * @param count at least 1
   */
  final void blocks(int count, int stride, int n, float[] x, int xAt, float[] y, int yAt) {
    if (count == 1) {
      System.arraycopy(x, xAt, y, yAt, n);
      return;
    }
    of(n, x, xAt, x, xAt + stride, y, yAt);
    for (int k = 2; k < count; k++) {
      of(n, y, yAt, x, xAt + k * stride, y, yAt);
    }
  }
}
