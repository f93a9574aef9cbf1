package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.all;
import static dev.jacquard.tensor.kernel.simd.Lanes.load;

import jdk.incubator.vector.FloatVector;

/**
 * Sums down {@link #STEP} neighbouring columns of a matrix, whose rows lie {@code stride} elements
 * apart. Each column has float sums of its own, which every {@link #BLOCK} rows go into a double; so
 * its result depends neither on its neighbours nor on the width of a vector. Callers walk wide
 * matrices in steps, of which the last overlaps the one before; matrices narrower than {@link
 * #NARROW} are left to the scalar kernels.
 */
final class Columns {
  static final int STEP = 2 * WIDTH;

  /** The widest step. */
  static final int NARROW = 32;

  /** At most so many rows are summed in float. */
  private static final int BLOCK = 2048;

  /** What to subtract where nothing is. */
  static final float[] ZEROS = new float[NARROW];

  private Columns() {}

  /** {@code y[c] = sum over r of x[r, c]}. */
  static void sum(
      int rows, int stride, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    double[] total = scratch.clearedTotals();
    for (int r = 0; r < rows; r += BLOCK) {
      sumBlock(Math.min(rows - r, BLOCK), stride, x, xAt + r * stride, scratch.columns);
      for (int c = 0; c < STEP; c++) {
        total[c] += (double) scratch.columns[c] + scratch.columns[STEP + c];
      }
    }
    for (int c = 0; c < STEP; c++) {
      y[yAt + c] = (float) total[c];
    }
  }

  private static void sumBlock(int rows, int stride, float[] x, int xAt, float[] sums) {
    FloatVector even0 = FloatVector.zero(F);
    FloatVector even1 = even0;
    FloatVector odd0 = even0;
    FloatVector odd1 = even0;
    for (int r = 0; r < rows - 1; r += 2) {
      int at = xAt + r * stride;
      even0 = even0.add(load(x, at));
      even1 = even1.add(load(x, at + WIDTH));
      odd0 = odd0.add(load(x, at + stride));
      odd1 = odd1.add(load(x, at + stride + WIDTH));
    }
    if ((rows & 1) != 0) {
      int at = xAt + (rows - 1) * stride;
      even0 = even0.add(load(x, at));
      even1 = even1.add(load(x, at + WIDTH));
    }
    even0.intoArray(sums, 0);
    even1.intoArray(sums, WIDTH);
    odd0.intoArray(sums, STEP);
    odd1.intoArray(sums, STEP + WIDTH);
  }

  /** {@code y[c] = sum over r of (a[r, c] - aMinus[c]) * (b[r, c] - bMinus[c])}. */
  static void products(
      int rows,
      int stride,
      float[] a,
      int aAt,
      float[] aMinus,
      int aMinusAt,
      float[] b,
      int bAt,
      float[] bMinus,
      int bMinusAt,
      float[] y,
      int yAt,
      Scratch scratch) {
    double[] total = scratch.clearedTotals();
    float[] sums = scratch.columns;
    for (int r = 0; r < rows; r += BLOCK) {
      int block = Math.min(rows - r, BLOCK);
      int skip = r * stride;
      for (int v = 0; v < STEP; v += WIDTH) {
        productsBlock(
            block, stride, a, aAt + skip + v, aMinus, aMinusAt + v, b, bAt + skip + v, bMinus,
            bMinusAt + v, sums, v);
      }
      for (int c = 0; c < STEP; c++) {
        total[c] += (double) sums[c] + sums[STEP + c];
      }
    }
    for (int c = 0; c < STEP; c++) {
      y[yAt + c] = (float) total[c];
    }
  }

  private static void productsBlock(
      int rows,
      int stride,
      float[] a,
      int aAt,
      float[] aMinus,
      int aMinusAt,
      float[] b,
      int bAt,
      float[] bMinus,
      int bMinusAt,
      float[] sums,
      int sumsAt) {
    FloatVector u = load(aMinus, aMinusAt);
    FloatVector v = load(bMinus, bMinusAt);
    FloatVector even = FloatVector.zero(F);
    FloatVector odd = even;
    for (int r = 0; r < rows - 1; r += 2) {
      int p = aAt + r * stride;
      int q = bAt + r * stride;
      even = load(a, p).sub(u).fma(load(b, q).sub(v), even);
      odd = load(a, p + stride).sub(u).fma(load(b, q + stride).sub(v), odd);
    }
    if ((rows & 1) != 0) {
      int skip = (rows - 1) * stride;
      even = load(a, aAt + skip).sub(u).fma(load(b, bAt + skip).sub(v), even);
    }
    even.intoArray(sums, sumsAt);
    odd.intoArray(sums, STEP + sumsAt);
  }

  /**
   * The sums of {@code dy * xhat} and of {@code dy} over the rows, with {@code xhat = (x - mean[r])
   * * inverseStd[r]}.
   */
  static void layerNormSums(
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
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt,
      Scratch scratch) {
    double[] total = scratch.clearedTotals();
    float[] sums = scratch.columns;
    for (int r = 0; r < rows; r += BLOCK) {
      int block = Math.min(rows - r, BLOCK);
      int skip = r * stride;
      layerNormBlock(
          block, stride, x, xAt + skip, dy, dyAt + skip, mean, meanAt + r, inverseStd,
          inverseStdAt + r, sums);
      for (int c = 0; c < 2 * STEP; c++) {
        total[c] += sums[c];
      }
    }
    for (int c = 0; c < STEP; c++) {
      dgamma[dgammaAt + c] = (float) total[c];
      dbeta[dbetaAt + c] = (float) total[STEP + c];
    }
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
      FloatVector m = all(mean[meanAt + r]);
      FloatVector s = all(inverseStd[inverseStdAt + r]);
      int p = xAt + r * stride;
      int q = dyAt + r * stride;
      FloatVector dy0 = load(dy, q);
      FloatVector dy1 = load(dy, q + WIDTH);
      gamma0 = load(x, p).sub(m).mul(s).fma(dy0, gamma0);
      gamma1 = load(x, p + WIDTH).sub(m).mul(s).fma(dy1, gamma1);
      beta0 = beta0.add(dy0);
      beta1 = beta1.add(dy1);
    }
    gamma0.intoArray(sums, 0);
    gamma1.intoArray(sums, WIDTH);
    beta0.intoArray(sums, STEP);
    beta1.intoArray(sums, STEP + WIDTH);
  }
}
