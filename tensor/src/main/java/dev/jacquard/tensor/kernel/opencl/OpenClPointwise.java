package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.PointwiseKernels;

/** Element by element. */
interface OpenClPointwise extends PointwiseKernels, OpenClOwner {
  /** Operations that an activation takes at most, about. */
  int CURVE = 10;

  @Override
  default void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    if (worth((long) CURVE * n, 2L * n)) {
      device().activation.apply(f, n, x, xAt, y, yAt);
    } else {
      host().activation(f, n, x, xAt, y, yAt);
    }
  }

  @Override
  default void activationGrad(
      Activation f, int n, float[] kept, int keptAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    if (worth((long) CURVE * n, 3L * n)) {
      device().activationGrad.apply(f, n, kept, keptAt, dy, dyAt, dx, dxAt);
    } else {
      host().activationGrad(f, n, kept, keptAt, dy, dyAt, dx, dxAt);
    }
  }

  @Override
  default void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    if (worth(n, 3L * n)) {
      device().pointwise.combine(PointwiseKernel.ADD, 1, n, a, aAt, n, 1, b, bAt, y, yAt);
    } else {
      host().add(n, a, aAt, b, bAt, y, yAt);
    }
  }

  @Override
  default void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    if (worth(n, 3L * n)) {
      device().pointwise.combine(PointwiseKernel.SUBTRACT, 1, n, a, aAt, n, 1, b, bAt, y, yAt);
    } else {
      host().subtract(n, a, aAt, b, bAt, y, yAt);
    }
  }

  @Override
  default void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    if (worth(n, 3L * n)) {
      device().pointwise.combine(PointwiseKernel.MULTIPLY, 1, n, a, aAt, n, 1, b, bAt, y, yAt);
    } else {
      host().multiply(n, a, aAt, b, bAt, y, yAt);
    }
  }

  @Override
  default void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    if (worth(n, 2L * n)) {
      device().pointwise.combine(PointwiseKernel.SCALE, factor, n, x, xAt, 1, 1, x, xAt, y, yAt);
    } else {
      host().scale(n, factor, x, xAt, y, yAt);
    }
  }

  @Override
  default void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    if (worth(n, 3L * n)) {
      device()
          .pointwise
          .combine(PointwiseKernel.ADD_SCALED, factor, n, y, yAt, n, 1, x, xAt, y, yAt);
    } else {
      host().addScaled(n, factor, x, xAt, y, yAt);
    }
  }

  @Override
  default void addChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    int n = outer * channels * inner;
    if (worth(n, 2L * n)) {
      device()
          .pointwise
          .combine(PointwiseKernel.ADD, 1, n, x, xAt, channels, inner, b, bAt, y, yAt);
    } else {
      host().addChannels(outer, channels, inner, x, xAt, b, bAt, y, yAt);
    }
  }

  @Override
  default void multiplyChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    int n = outer * channels * inner;
    if (worth(n, 2L * n)) {
      device()
          .pointwise
          .combine(PointwiseKernel.MULTIPLY, 1, n, x, xAt, channels, inner, b, bAt, y, yAt);
    } else {
      host().multiplyChannels(outer, channels, inner, x, xAt, b, bAt, y, yAt);
    }
  }
}
