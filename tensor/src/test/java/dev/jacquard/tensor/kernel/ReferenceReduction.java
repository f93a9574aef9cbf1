package dev.jacquard.tensor.kernel;

/** Sums, products and maxima in double. */
interface ReferenceReduction extends ReductionKernels {
  @Override
  default double sum(int n, float[] x, int xAt) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += x[xAt + i];
    }
    return sum;
  }

  @Override
  default double dot(int n, float[] a, int aAt, float[] b, int bAt) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  @Override
  default void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int a = 0; a < axis; a++) {
          sum += x[xAt + (o * axis + a) * inner + i];
        }
        y[yAt + o * inner + i] = (float) sum;
      }
    }
  }

  @Override
  default void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        y[yAt + o * inner + i] =
            x[xAt + (o * axis + winner(o, axis, inner, i, x, xAt)) * inner + i];
      }
    }
  }

  @Override
  default void argMaxAxis(int outer, int axis, int inner, float[] x, int xAt, int[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        y[yAt + o * inner + i] = winner(o, axis, inner, i, x, xAt);
      }
    }
  }

  private static int winner(int o, int axis, int inner, int i, float[] x, int xAt) {
    int winner = 0;
    for (int a = 0; a < axis; a++) {
      float value = x[xAt + (o * axis + a) * inner + i];
      if (Float.isNaN(value)) {
        return a;
      }
      if (value > x[xAt + (o * axis + winner) * inner + i]) {
        winner = a;
      }
    }
    return winner;
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
    double[] sums = new double[channels];
    for (int i = 0; i < outer * channels * inner; i++) {
      sums[i / inner % channels] += x[xAt + i];
    }
    for (int c = from; c < to; c++) {
      y[yAt + c] = (float) sums[c];
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
    double[] sums = new double[channels];
    for (int i = 0; i < outer * channels * inner; i++) {
      sums[i / inner % channels] += (double) a[aAt + i] * b[bAt + i];
    }
    for (int c = from; c < to; c++) {
      y[yAt + c] = (float) sums[c];
    }
  }
}
