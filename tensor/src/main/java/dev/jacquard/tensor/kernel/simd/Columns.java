package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Sums down {@link #STEP} neighbouring columns of a matrix, whose rows lie {@code stride} elements
 * apart. Each column has float sums of its own, which every {@link #BLOCK} rows go into a double;
 * so its result depends neither on its neighbours nor on the width of a vector. Results are the
 * first elements of an array of {@link Scratch}, valid until the next call.
 */
final class Columns {
  static final int STEP = 2 * WIDTH;

  /** The widest step: matrices of fewer columns are left to the scalar kernels. */
  static final int NARROW = 32;

  /** At most so many rows are summed in float. */
  static final int BLOCK = 256;

  private Columns() {}

  /** {@code sum over r of x[r, c]}. */
  static double[] sums(int rows, int stride, float[] x, int xAt, Scratch scratch) {
    double[] totals = scratch.clearedTotals();
    float[] sums = scratch.columns;
    for (int r = 0; r < rows; r += BLOCK) {
      sumBlock(Math.min(rows - r, BLOCK), stride, x, xAt + r * stride, sums);
      for (int c = 0; c < STEP; c++) {
        totals[c] += (double) sums[c] + sums[STEP + c];
      }
    }
    return totals;
  }

  private static void sumBlock(int rows, int stride, float[] x, int xAt, float[] sums) {
    FloatVector even0 = FloatVector.zero(F);
    FloatVector even1 = even0;
    FloatVector odd0 = even0;
    FloatVector odd1 = even0;
    for (int r = 0; r < rows - 1; r += 2) {
      int at = xAt + r * stride;
      even0 = even0.add(FloatVector.fromArray(F, x, at));
      even1 = even1.add(FloatVector.fromArray(F, x, at + WIDTH));
      odd0 = odd0.add(FloatVector.fromArray(F, x, at + stride));
      odd1 = odd1.add(FloatVector.fromArray(F, x, at + stride + WIDTH));
    }
    if ((rows & 1) != 0) {
      int at = xAt + (rows - 1) * stride;
      even0 = even0.add(FloatVector.fromArray(F, x, at));
      even1 = even1.add(FloatVector.fromArray(F, x, at + WIDTH));
    }
    even0.intoArray(sums, 0);
    even1.intoArray(sums, WIDTH);
    odd0.intoArray(sums, STEP);
    odd1.intoArray(sums, STEP + WIDTH);
  }

  /** {@code sum over r of a[r, c] * b[r, c]}. */
  static double[] dots(
      int rows, int stride, float[] a, int aAt, float[] b, int bAt, Scratch scratch) {
    double[] totals = scratch.clearedTotals();
    float[] sums = scratch.columns;
    for (int r = 0; r < rows; r += BLOCK) {
      int block = Math.min(rows - r, BLOCK);
      dotBlock(block, stride, a, aAt + r * stride, b, bAt + r * stride, sums);
      for (int c = 0; c < STEP; c++) {
        totals[c] += (double) sums[c] + sums[STEP + c];
      }
    }
    return totals;
  }

  private static void dotBlock(
      int rows, int stride, float[] a, int aAt, float[] b, int bAt, float[] sums) {
    FloatVector even0 = FloatVector.zero(F);
    FloatVector even1 = even0;
    FloatVector odd0 = even0;
    FloatVector odd1 = even0;
    for (int r = 0; r < rows - 1; r += 2) {
      int p = aAt + r * stride;
      int q = bAt + r * stride;
      even0 = FloatVector.fromArray(F, a, p).fma(FloatVector.fromArray(F, b, q), even0);
      even1 =
          FloatVector.fromArray(F, a, p + WIDTH).fma(FloatVector.fromArray(F, b, q + WIDTH), even1);
      odd0 =
          FloatVector.fromArray(F, a, p + stride)
              .fma(FloatVector.fromArray(F, b, q + stride), odd0);
      odd1 =
          FloatVector.fromArray(F, a, p + stride + WIDTH)
              .fma(FloatVector.fromArray(F, b, q + stride + WIDTH), odd1);
    }
    if ((rows & 1) != 0) {
      int p = aAt + (rows - 1) * stride;
      int q = bAt + (rows - 1) * stride;
      even0 = FloatVector.fromArray(F, a, p).fma(FloatVector.fromArray(F, b, q), even0);
      even1 =
          FloatVector.fromArray(F, a, p + WIDTH).fma(FloatVector.fromArray(F, b, q + WIDTH), even1);
    }
    even0.intoArray(sums, 0);
    even1.intoArray(sums, WIDTH);
    odd0.intoArray(sums, STEP);
    odd1.intoArray(sums, STEP + WIDTH);
  }

  /**
   * {@code sum over r of dy * (x - mean[r]) * inverseStd[r]} for {@link #STEP} columns, then {@code
   * sum over r of dy} for the same ones.
   */
  static double[] layerNormSums(
      int rows,
      int stride,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      Scratch scratch) {
    double[] totals = scratch.clearedTotals();
    float[] sums = scratch.columns;
    for (int r = 0; r < rows; r += BLOCK) {
      int block = Math.min(rows - r, BLOCK);
      int skip = r * stride;
      layerNormBlock(
          block,
          stride,
          x,
          xAt + skip,
          dy,
          dyAt + skip,
          mean,
          meanAt + r,
          inverseStd,
          inverseStdAt + r,
          sums);
      for (int c = 0; c < 2 * STEP; c++) {
        totals[c] += sums[c];
      }
    }
    return totals;
  }

  private static void layerNormBlock(
      int rows,
      int stride,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] sums) {
    FloatVector gamma0 = FloatVector.zero(F);
    FloatVector gamma1 = gamma0;
    FloatVector beta0 = gamma0;
    FloatVector beta1 = gamma0;
    for (int r = 0; r < rows; r++) {
      FloatVector m = FloatVector.broadcast(F, mean[meanAt + r]);
      FloatVector s = FloatVector.broadcast(F, inverseStd[inverseStdAt + r]);
      int p = xAt + r * stride;
      int q = dyAt + r * stride;
      FloatVector dy0 = FloatVector.fromArray(F, dy, q);
      FloatVector dy1 = FloatVector.fromArray(F, dy, q + WIDTH);
      gamma0 = FloatVector.fromArray(F, x, p).sub(m).mul(s).fma(dy0, gamma0);
      gamma1 = FloatVector.fromArray(F, x, p + WIDTH).sub(m).mul(s).fma(dy1, gamma1);
      beta0 = beta0.add(dy0);
      beta1 = beta1.add(dy1);
    }
    gamma0.intoArray(sums, 0);
    gamma1.intoArray(sums, WIDTH);
    beta0.intoArray(sums, STEP);
    beta1.intoArray(sums, STEP + WIDTH);
  }
}
