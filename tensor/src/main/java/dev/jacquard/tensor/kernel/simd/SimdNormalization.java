package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.PointwiseKernels;
import dev.jacquard.tensor.kernel.ScalarNormalization;
import jdk.incubator.vector.FloatVector;

/**
 * Norms, a vector at a time, their sums by {@link Partials} and {@link Columns}. A mean is
 * subtracted as a float; what that leaves out is taken from the variance afterwards. Left to the
 * scalar kernels are channels of fewer pixels than {@link Partials#SHORT}, except that a single
 * pixel is normalised in vectors, and parameters of fewer columns than {@link Columns#NARROW}.
 */
interface SimdNormalization extends ScalarNormalization, PointwiseKernels, ScratchOwner {
  @Override
  default void channelMoments(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] variance,
      int varianceAt) {
    if (inner < Partials.SHORT) {
      ScalarNormalization.super.channelMoments(
          outer, channels, inner, from, to, x, xAt, mean, meanAt, variance, varianceAt);
      return;
    }
    int stride = channels * inner;
    double count = (double) outer * inner;
    float[] partial = scratch().partial;
    for (int c = from; c < to; c++) {
      int at = xAt + c * inner;
      double center = Partials.total(outer, stride, inner, x, at, partial) / count;
      float m = (float) center;
      double squares =
          Partials.totalProducts(outer, stride, inner, x, at, m, x, at, m, partial) / count;
      mean[meanAt + c] = m;
      variance[varianceAt + c] = (float) aboutMean(squares, center - m);
    }
  }

  /** The variance, from the mean square about a point that misses the mean by a little. */
  private static double aboutMean(double squares, double miss) {
    return Math.max(squares - miss * miss, 0);
  }

  @Override
  default void normalizeChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt) {
    if (inner > 1 && inner < Partials.SHORT) {
      ScalarNormalization.super.normalizeChannels(
          outer, channels, inner, x, xAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt);
      return;
    }
    for (int o = 0; o < outer; o++) {
      int at = o * channels * inner;
      if (inner == 1) {
        normalizeRow(
            channels, x, xAt + at, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt + at);
        continue;
      }
      for (int c = 0; c < channels; c++) {
        normalizeOne(
            inner,
            mean[meanAt + c],
            scale[scaleAt + c],
            shift[shiftAt + c],
            x,
            xAt + at,
            y,
            yAt + at);
        at += inner;
      }
    }
  }

  private static void normalizeRow(
      int n,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt) {
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector centered =
          FloatVector.fromArray(F, x, xAt + i).sub(FloatVector.fromArray(F, mean, meanAt + i));
      centered
          .fma(
              FloatVector.fromArray(F, scale, scaleAt + i),
              FloatVector.fromArray(F, shift, shiftAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      float centered = x[xAt + i] - mean[meanAt + i];
      y[yAt + i] = Math.fma(centered, scale[scaleAt + i], shift[shiftAt + i]);
    }
  }

  private static void normalizeOne(
      int n, float mean, float scale, float shift, float[] x, int xAt, float[] y, int yAt) {
    FloatVector means = FloatVector.broadcast(F, mean);
    FloatVector scales = FloatVector.broadcast(F, scale);
    FloatVector shifts = FloatVector.broadcast(F, shift);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, x, xAt + i).sub(means).fma(scales, shifts).intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = Math.fma(x[xAt + i] - mean, scale, shift);
    }
  }

  @Override
  default void batchNormGrad(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] gamma,
      int gammaAt,
      float[] dx,
      int dxAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt) {
    if (inner < Partials.SHORT) {
      ScalarNormalization.super.batchNormGrad(
          outer,
          channels,
          inner,
          from,
          to,
          x,
          xAt,
          dy,
          dyAt,
          mean,
          meanAt,
          inverseStd,
          inverseStdAt,
          gamma,
          gammaAt,
          dx,
          dxAt,
          dgamma,
          dgammaAt,
          dbeta,
          dbetaAt);
      return;
    }
    int stride = channels * inner;
    double count = (double) outer * inner;
    float[] partial = scratch().partial;
    for (int c = from; c < to; c++) {
      float center = mean[meanAt + c];
      float inverse = inverseStd[inverseStdAt + c];
      int at = c * inner;
      double sum = Partials.total(outer, stride, inner, dy, dyAt + at, partial);
      double product =
          inverse
              * Partials.totalProducts(
                  outer, stride, inner, x, xAt + at, center, dy, dyAt + at, 0, partial);
      dbeta[dbetaAt + c] = (float) sum;
      dgamma[dgammaAt + c] = (float) product;
      float meanDy = (float) (sum / count);
      float slope = (float) (-inverse * product / count);
      float factor = gamma[gammaAt + c] * inverse;
      for (int o = 0; o < outer; o++) {
        grad(inner, center, slope, meanDy, factor, x, xAt + at, dy, dyAt + at, dx, dxAt + at);
        at += stride;
      }
    }
  }

  /** {@code dx = factor * (dy - meanDy + slope * (x - center))}. */
  private static void grad(
      int n,
      float center,
      float slope,
      float meanDy,
      float factor,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dx,
      int dxAt) {
    FloatVector centers = FloatVector.broadcast(F, center);
    FloatVector slopes = FloatVector.broadcast(F, slope);
    FloatVector means = FloatVector.broadcast(F, meanDy);
    FloatVector factors = FloatVector.broadcast(F, factor);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + i).sub(means);
      FloatVector.fromArray(F, x, xAt + i)
          .sub(centers)
          .fma(slopes, d)
          .mul(factors)
          .intoArray(dx, dxAt + i);
    }
    for (; i < n; i++) {
      float d = dy[dyAt + i] - meanDy;
      dx[dxAt + i] = Math.fma(x[xAt + i] - center, slope, d) * factor;
    }
  }

  @Override
  default void layerNorm(
      int rows,
      int columns,
      float eps,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float[] y,
      int yAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt) {
    float[] partial = scratch().partial;
    for (int r = 0; r < rows; r++) {
      int at = xAt + r * columns;
      double center = Partials.total(1, 0, columns, x, at, partial) / columns;
      float m = (float) center;
      double squares = Partials.totalProducts(1, 0, columns, x, at, m, x, at, m, partial) / columns;
      float inverse = (float) (1 / Math.sqrt(aboutMean(squares, center - m) + eps));
      scaleRow(columns, m, inverse, x, at, gamma, gammaAt, beta, betaAt, y, yAt + r * columns);
      mean[meanAt + r] = m;
      inverseStd[inverseStdAt + r] = inverse;
    }
  }

  /** {@code y = (x - mean) * inverse * gamma + beta}. */
  private static void scaleRow(
      int n,
      float mean,
      float inverse,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float[] y,
      int yAt) {
    FloatVector means = FloatVector.broadcast(F, mean);
    FloatVector inverses = FloatVector.broadcast(F, inverse);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector xhat = FloatVector.fromArray(F, x, xAt + i).sub(means).mul(inverses);
      xhat.fma(
              FloatVector.fromArray(F, gamma, gammaAt + i),
              FloatVector.fromArray(F, beta, betaAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      float xhat = (x[xAt + i] - mean) * inverse;
      y[yAt + i] = Math.fma(xhat, gamma[gammaAt + i], beta[betaAt + i]);
    }
  }

  @Override
  default void layerNormGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] gamma,
      int gammaAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dx,
      int dxAt) {
    float[] partial = scratch().partial;
    for (int r = 0; r < rows; r++) {
      float center = mean[meanAt + r];
      float inverse = inverseStd[inverseStdAt + r];
      int from = xAt + r * columns;
      int to = dxAt + r * columns;
      // g = dy * gamma, in the place of the result
      multiply(columns, dy, dyAt + r * columns, gamma, gammaAt, dx, to);
      double sum = Partials.total(1, 0, columns, dx, to, partial);
      double product =
          inverse * Partials.totalProducts(1, 0, columns, x, from, center, dx, to, 0, partial);
      float meanG = (float) (sum / columns);
      float slope = (float) (-inverse * product / columns);
      grad(columns, center, slope, meanG, inverse, x, from, dx, to, dx, to);
    }
  }

  @Override
  default void layerNormParameterGrad(
      int rows,
      int columns,
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
      int dbetaAt) {
    if (columns < Columns.NARROW) {
      ScalarNormalization.super.layerNormParameterGrad(
          rows,
          columns,
          x,
          xAt,
          dy,
          dyAt,
          mean,
          meanAt,
          inverseStd,
          inverseStdAt,
          dgamma,
          dgammaAt,
          dbeta,
          dbetaAt);
      return;
    }
    for (int c = 0; c < columns; c += Columns.STEP) {
      int at = Math.min(c, columns - Columns.STEP);
      double[] sums =
          Columns.layerNormSums(
              rows,
              columns,
              x,
              xAt + at,
              dy,
              dyAt + at,
              mean,
              meanAt,
              inverseStd,
              inverseStdAt,
              scratch());
      for (int k = 0; k < Columns.STEP; k++) {
        dgamma[dgammaAt + at + k] = (float) sums[k];
        dbeta[dbetaAt + at + k] = (float) sums[Columns.STEP + k];
      }
    }
  }
}
