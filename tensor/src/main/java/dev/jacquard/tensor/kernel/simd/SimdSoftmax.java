package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.all;
import static dev.jacquard.tensor.kernel.simd.Lanes.load;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.PointwiseKernels;
import dev.jacquard.tensor.kernel.ScalarNormalization;
import jdk.incubator.vector.FloatVector;

/** The softmax family, a vector at a time. What does not fill a vector is computed in scratch. */
interface SimdSoftmax extends ScalarNormalization, PointwiseKernels, ScratchOwner {
  @Override
  default void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    Scratch scratch = scratch();
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float max = Maximum.of(columns, x, from, scratch.partial);
      exp(columns, x, from, max, y, to, scratch.tails);
      double sum = Partials.total(1, 0, columns, y, to, scratch.partial);
      scale(columns, (float) (1 / sum), y, to, y, to);
    }
  }

  /** {@code y = exp(x - max)}. */
  private static void exp(int n, float[] x, int xAt, float max, float[] y, int yAt, float[] tail) {
    int whole = whole(n);
    expWhole(whole, x, xAt, max, y, yAt);
    int rest = n - whole;
    if (rest > 0) {
      System.arraycopy(x, xAt + whole, tail, 0, rest);
      expWhole(WIDTH, tail, 0, max, tail, 0);
      System.arraycopy(tail, 0, y, yAt + whole, rest);
    }
  }

  private static void expWhole(int n, float[] x, int xAt, float max, float[] y, int yAt) {
    FloatVector maxima = all(max);
    for (int i = 0; i < n; i += WIDTH) {
      VectorElementary.exp(load(x, xAt + i).sub(maxima)).intoArray(y, yAt + i);
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
    FloatVector dots = all(dot);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      load(dy, dyAt + i).sub(dots).mul(load(y, yAt + i)).intoArray(dx, dxAt + i);
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
        exp(n, x, from + j, max, scratch.band, 0, scratch.tails);
        sum += Partials.total(1, 0, n, scratch.band, 0, scratch.partial);
      }
      subtractBoth(columns, max, (float) StrictMath.log(sum), x, from, y, to);
    }
  }

  /** {@code y = x - max - log}. */
  private static void subtractBoth(
      int n, float max, float log, float[] x, int xAt, float[] y, int yAt) {
    FloatVector maxima = all(max);
    FloatVector logs = all(log);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      load(x, xAt + i).sub(maxima).sub(logs).intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = x[xAt + i] - max - log;
    }
  }

  @Override
  default void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    Scratch scratch = scratch();
    int whole = whole(columns);
    int rest = columns - whole;
    for (int r = 0; r < rows; r++) {
      int from = yAt + r * columns;
      int at = dyAt + r * columns;
      int to = dxAt + r * columns;
      float sum = (float) Partials.total(1, 0, columns, dy, at, scratch.partial);
      logSoftmaxGradWhole(whole, sum, y, from, dy, at, dx, to);
      if (rest > 0) {
        float[] tail = scratch.tails;
        System.arraycopy(y, from + whole, tail, 0, rest);
        System.arraycopy(dy, at + whole, tail, WIDTH, rest);
        logSoftmaxGradWhole(WIDTH, sum, tail, 0, tail, WIDTH, tail, 0);
        System.arraycopy(tail, 0, dx, to + whole, rest);
      }
    }
  }

  /** {@code dx = dy - exp(y) * sum}. */
  private static void logSoftmaxGradWhole(
      int n, float sum, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    FloatVector negative = all(-sum);
    for (int i = 0; i < n; i += WIDTH) {
      VectorElementary.exp(load(y, yAt + i))
          .fma(negative, load(dy, dyAt + i))
          .intoArray(dx, dxAt + i);
    }
  }
}
