package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.FusedKernels;

/**
 * Neighbours as one call. What one hands to the next would have to be carried there and back, so
 * that the processor, which has it in its cache, takes both, unless everything is to be the
 * device's.
 */
interface OpenClFused extends FusedKernels, OpenClOwner {
  @Override
  default void addActivated(
      Activation f, int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    if (worth(n, 3L * n)) {
      add(n, a, aAt, b, bAt, y, yAt);
      activation(f, n, y, yAt, y, yAt);
    } else {
      host().addActivated(f, n, a, aAt, b, bAt, y, yAt);
    }
  }

  @Override
  default void normalizeActivated(
      Activation f,
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
    int n = outer * channels * inner;
    if (worth(n, 2L * n)) {
      normalizeChannels(
          outer, channels, inner, x, xAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt);
      activation(f, n, y, yAt, y, yAt);
    } else {
      host()
          .normalizeActivated(
              f, outer, channels, inner, x, xAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y,
              yAt);
    }
  }

  @Override
  default void batchNormActivatedGrad(
      Activation f,
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
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
    int n = outer * (to - from) * inner;
    if (worth(n, 4L * n)) {
      FusedKernels.super.batchNormActivatedGrad(
          f,
          outer,
          channels,
          inner,
          from,
          to,
          x,
          xAt,
          y,
          yAt,
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
    } else {
      host()
          .batchNormActivatedGrad(
              f,
              outer,
              channels,
              inner,
              from,
              to,
              x,
              xAt,
              y,
              yAt,
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
    }
  }
}
