package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/** Sums, products and maxima in plain loops. */
public interface ScalarReduction extends ReductionKernels {
  @Override
  default double sum(int n, float[] x, int xAt) {
    return DoubleSums.sum(n, x, xAt);
  }

  @Override
  default double dot(int n, float[] a, int aAt, float[] b, int bAt) {
    return DoubleSums.dot(n, 0, a, aAt, b, bAt);
  }

  @Override
  default void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    if (inner == 1) {
      for (int o = 0; o < outer; o++) {
        y[yAt + o] = (float) DoubleSums.sum(axis, x, xAt + o * axis);
      }
      return;
    }
    Arrays.fill(y, yAt, yAt + outer * inner, 0f);
    for (int o = 0; o < outer; o++) {
      for (int a = 0; a < axis; a++) {
        int row = xAt + (o * axis + a) * inner;
        for (int i = 0; i < inner; i++) {
          y[yAt + o * inner + i] += x[row + i];
        }
      }
    }
  }

  @Override
  default void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      int to = yAt + o * inner;
      System.arraycopy(x, xAt + o * axis * inner, y, to, inner);
      for (int a = 1; a < axis; a++) {
        int row = xAt + (o * axis + a) * inner;
        for (int i = 0; i < inner; i++) {
          y[to + i] = Math.max(y[to + i], x[row + i]);
        }
      }
    }
  }

  @Override
  default void argMaxAxis(int outer, int axis, int inner, float[] x, int xAt, int[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int first = xAt + o * axis * inner + i;
        int best = 0;
        float max = x[first];
        for (int a = 1; a < axis; a++) {
          float value = x[first + a * inner];
          // Not "value > max": a first NaN has to win, and then to stay.
          if (!(value <= max) && !Float.isNaN(max)) {
            best = a;
            max = value;
          }
        }
        y[yAt + o * inner + i] = best;
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
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int o = 0; o < outer; o++) {
        sum += DoubleSums.sum(inner, x, xAt + (o * channels + c) * inner);
      }
      y[yAt + c] = (float) sum;
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
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int o = 0; o < outer; o++) {
        int row = (o * channels + c) * inner;
        sum += DoubleSums.dot(inner, 0, a, aAt + row, b, bAt + row);
      }
      y[yAt + c] = (float) sum;
    }
  }
}
