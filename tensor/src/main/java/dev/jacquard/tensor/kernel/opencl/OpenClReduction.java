package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.ReductionKernels;

/** Sums, products and maxima. */
interface OpenClReduction extends ReductionKernels, OpenClOwner {
  @Override
  default double sum(int n, float[] x, int xAt) {
    return worth(n, n) ? device().reduction.whole(n, x, xAt, x, xAt, 0) : host().sum(n, x, xAt);
  }

  @Override
  default double dot(int n, float[] a, int aAt, float[] b, int bAt) {
    return worth(n, 2L * n)
        ? device().reduction.whole(n, a, aAt, b, bAt, 1)
        : host().dot(n, a, aAt, b, bAt);
  }

  @Override
  default void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    int n = outer * axis * inner;
    if (worth(n, n)) {
      device().reduction.axis(outer, axis, inner, x, xAt, y, yAt);
    } else {
      host().sumAxis(outer, axis, inner, x, xAt, y, yAt);
    }
  }

  @Override
  default void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    int n = outer * axis * inner;
    if (worth(n, n)) {
      device().maximum.maxima(outer, axis, inner, x, xAt, y, yAt);
    } else {
      host().maxAxis(outer, axis, inner, x, xAt, y, yAt);
    }
  }

  @Override
  default void argMaxAxis(int outer, int axis, int inner, float[] x, int xAt, int[] y, int yAt) {
    int n = outer * axis * inner;
    if (worth(n, n)) {
      device().maximum.places(outer, axis, inner, x, xAt, y, yAt);
    } else {
      host().argMaxAxis(outer, axis, inner, x, xAt, y, yAt);
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
    int n = outer * channels * inner;
    if (worth(n, n)) {
      device().reduction.channels(outer, channels, inner, from, to, x, xAt, x, xAt, 0, y, yAt);
    } else {
      host().sumChannels(outer, channels, inner, from, to, x, xAt, y, yAt);
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
    int n = outer * channels * inner;
    if (worth(n, 2L * n)) {
      device().reduction.channels(outer, channels, inner, from, to, a, aAt, b, bAt, 1, y, yAt);
    } else {
      host().dotChannels(outer, channels, inner, from, to, a, aAt, b, bAt, y, yAt);
    }
  }
}
