package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.ScalarReduction;

/**
 * Sums, products and maxima, a vector at a time. Runs of neighbours go through {@link Partials},
 * columns through {@link Columns}. Left to the scalar kernels, whatever the width of a vector, are
 * runs shorter than {@link Partials#SHORT}, fewer columns than {@link Columns#NARROW} and the place
 * of a maximum.
 */
interface SimdReduction extends ScalarReduction, ScratchOwner {
  @Override
  default double sum(int n, float[] x, int xAt) {
    return Partials.total(1, 0, n, x, xAt, scratch().partial);
  }

  @Override
  default double dot(int n, float[] a, int aAt, float[] b, int bAt) {
    return Partials.totalProducts(1, 0, n, a, aAt, 0, b, bAt, 0, scratch().partial);
  }

  @Override
  default void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    if (inner > 1 && inner < Columns.NARROW) {
      ScalarReduction.super.sumAxis(outer, axis, inner, x, xAt, y, yAt);
      return;
    }
    for (int o = 0; o < outer; o++) {
      int from = xAt + o * axis * inner;
      if (inner == 1) {
        y[yAt + o] = (float) sum(axis, x, from);
      } else {
        sumChannels(axis, inner, 1, 0, inner, x, from, y, yAt + o * inner);
      }
    }
  }

  @Override
  default void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      int from = xAt + o * axis * inner;
      if (inner == 1) {
        y[yAt + o] = Maximum.of(axis, x, from, scratch().partial);
      } else {
        Fold.MAX.blocks(axis, inner, inner, x, from, y, yAt + o * inner);
      }
    }
  }

  @Override
  default void sumChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] y,
      int yAt) {
    if (inner >= Partials.SHORT) {
      for (int c = from; c < to; c++) {
        int row = xAt + c * inner;
        y[yAt + c] =
            (float) Partials.total(outer, channels * inner, inner, x, row, scratch().partial);
      }
    } else if (inner == 1 && channels >= Columns.NARROW) {
      for (int c = from; c < to; c += Columns.STEP) {
        // A step that would go beyond the last channel begins before c.
        int at = Math.min(c, channels - Columns.STEP);
        double[] sums = Columns.sums(outer, channels, x, xAt + at, scratch());
        for (int k = c; k < Math.min(to, c + Columns.STEP); k++) {
          y[yAt + k] = (float) sums[k - at];
        }
      }
    } else {
      ScalarReduction.super.sumChannels(outer, channels, inner, from, to, x, xAt, y, yAt);
    }
  }

  @Override
  default void dotChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    if (inner >= Partials.SHORT) {
      for (int c = from; c < to; c++) {
        int row = c * inner;
        y[yAt + c] =
            (float)
                Partials.totalProducts(
                    outer,
                    channels * inner,
                    inner,
                    a,
                    aAt + row,
                    0,
                    b,
                    bAt + row,
                    0,
                    scratch().partial);
      }
    } else if (inner == 1 && channels >= Columns.NARROW) {
      for (int c = from; c < to; c += Columns.STEP) {
        int at = Math.min(c, channels - Columns.STEP);
        double[] dots = Columns.dots(outer, channels, a, aAt + at, b, bAt + at, scratch());
        for (int k = c; k < Math.min(to, c + Columns.STEP); k++) {
          y[yAt + k] = (float) dots[k - at];
        }
      }
    } else {
      ScalarReduction.super.dotChannels(outer, channels, inner, from, to, a, aAt, b, bAt, y, yAt);
    }
  }
}
