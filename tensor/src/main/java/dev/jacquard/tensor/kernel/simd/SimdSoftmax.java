package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.PointwiseKernels;
import dev.jacquard.tensor.kernel.ScalarNormalization;
import jdk.incubator.vector.FloatVector;

/** The softmax family, a vector at a time. */
interface SimdSoftmax extends ScalarNormalization, PointwiseKernels, ScratchOwner {
  @Override
  default void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    Scratch scratch = scratch();
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float max = Maximum.of(columns, x, from, scratch.partial);
      VectorElementary.exp(columns, max, x, from, y, to, scratch);
      double sum = Partials.total(1, 0, columns, y, to, scratch.partial);
      scale(columns, (float) (1 / sum), y, to, y, to);
    }
  }

  @Override
  default void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    float[] partial = scratch().partial;
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      double dot = Partials.totalProducts(1, 0, columns, y, yAt + at, 0, dy, dyAt + at, 0, partial);
      softmaxGradRow(columns, (float) dot, y, yAt + at, dy, dyAt + at, dx, dxAt + at);
    }
  }

  private static void softmaxGradRow(
      int n, float dot, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    FloatVector dots = FloatVector.broadcast(F, dot);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, dy, dyAt + i)
          .sub(dots)
          .mul(FloatVector.fromArray(F, y, yAt + i))
          .intoArray(dx, dxAt + i);
    }
    for (; i < n; i++) {
      dx[dxAt + i] = (dy[dyAt + i] - dot) * y[yAt + i];
    }
  }

  @Override
  default void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    Scratch scratch = scratch();
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float max = Maximum.of(columns, x, from, scratch.partial);
      double sum = 0;
      for (int j = 0; j < columns; j += Scratch.BAND) {
        int n = Math.min(columns - j, Scratch.BAND);
        VectorElementary.exp(n, max, x, from + j, scratch.band, 0, scratch);
        sum += Partials.total(1, 0, n, scratch.band, 0, scratch.partial);
      }
      subtractBoth(columns, max, (float) StrictMath.log(sum), x, from, y, to);
    }
  }

  /** {@code y = x - max - log}. */
  private static void subtractBoth(
      int n, float max, float log, float[] x, int xAt, float[] y, int yAt) {
    FloatVector maxima = FloatVector.broadcast(F, max);
    FloatVector logs = FloatVector.broadcast(F, log);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, x, xAt + i).sub(maxima).sub(logs).intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = x[xAt + i] - max - log;
    }
  }

  @Override
  default void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    Scratch scratch = scratch();
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      float sum = (float) Partials.total(1, 0, columns, dy, dyAt + at, scratch.partial);
      for (int j = 0; j < columns; j += Scratch.BAND) {
        int n = Math.min(columns - j, Scratch.BAND);
        VectorElementary.exp(n, 0, y, yAt + at + j, scratch.band, 0, scratch);
        logSoftmaxGradRow(n, sum, scratch.band, dy, dyAt + at + j, dx, dxAt + at + j);
      }
    }
  }

  /** {@code dx = dy - e * sum}. */
  private static void logSoftmaxGradRow(
      int n, float sum, float[] e, float[] dy, int dyAt, float[] dx, int dxAt) {
    FloatVector negative = FloatVector.broadcast(F, -sum);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + i);
      FloatVector.fromArray(F, e, i).fma(negative, d).intoArray(dx, dxAt + i);
    }
    for (; i < n; i++) {
      dx[dxAt + i] = Math.fma(e[i], -sum, dy[dyAt + i]);
    }
  }
}
