package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.NormalizationKernels;

/** Batch norm, layer norm and the softmax family. */
interface OpenClNormalization extends NormalizationKernels, OpenClOwner {
  /** Operations that a norm or softmax takes for an element, about. */
  int EACH = 6;

  private boolean worth(int n, int operands) {
    return worth((long) EACH * n, (long) operands * n);
  }

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
    if (worth(outer * channels * inner, 1)) {
      device()
          .moments
          .measure(outer, channels, inner, from, to, x, xAt, mean, meanAt, variance, varianceAt);
    } else {
      host()
          .channelMoments(
              outer, channels, inner, from, to, x, xAt, mean, meanAt, variance, varianceAt);
    }
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
    if (worth(outer * channels * inner, 2)) {
      device()
          .normalize
          .normalize(
              outer, channels, inner, x, xAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt);
    } else {
      host()
          .normalizeChannels(
              outer, channels, inner, x, xAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt);
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
    if (from < to && worth(outer * (to - from) * inner, 3)) {
      device()
          .batchNormGrad
          .backward(
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
    } else {
      host()
          .batchNormGrad(
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
    if (worth(rows * columns, 2)) {
      device()
          .layerNorm
          .normalize(
              rows,
              columns,
              eps,
              x,
              xAt,
              gamma,
              gammaAt,
              beta,
              betaAt,
              y,
              yAt,
              mean,
              meanAt,
              inverseStd,
              inverseStdAt);
    } else {
      host()
          .layerNorm(
              rows,
              columns,
              eps,
              x,
              xAt,
              gamma,
              gammaAt,
              beta,
              betaAt,
              y,
              yAt,
              mean,
              meanAt,
              inverseStd,
              inverseStdAt);
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
    if (worth(rows * columns, 3)) {
      device()
          .layerNormGrad
          .backward(
              rows,
              columns,
              x,
              xAt,
              dy,
              dyAt,
              gamma,
              gammaAt,
              mean,
              meanAt,
              inverseStd,
              inverseStdAt,
              dx,
              dxAt);
    } else {
      host()
          .layerNormGrad(
              rows,
              columns,
              x,
              xAt,
              dy,
              dyAt,
              gamma,
              gammaAt,
              mean,
              meanAt,
              inverseStd,
              inverseStdAt,
              dx,
              dxAt);
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
    if (worth(rows * columns, 2)) {
      device()
          .layerNormParameterGrad
          .backward(
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
    } else {
      host()
          .layerNormParameterGrad(
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
    }
  }

  @Override
  default void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    if (worth(rows * columns, 2)) {
      device().softmax.apply(rows, columns, 0, x, xAt, y, yAt);
    } else {
      host().softmax(rows, columns, x, xAt, y, yAt);
    }
  }

  @Override
  default void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    if (worth(rows * columns, 3)) {
      device().softmaxGrad.backward(rows, columns, 0, y, yAt, dy, dyAt, dx, dxAt);
    } else {
      host().softmaxGrad(rows, columns, y, yAt, dy, dyAt, dx, dxAt);
    }
  }

  @Override
  default void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    if (worth(rows * columns, 2)) {
      device().softmax.apply(rows, columns, 1, x, xAt, y, yAt);
    } else {
      host().logSoftmax(rows, columns, x, xAt, y, yAt);
    }
  }

  @Override
  default void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    if (worth(rows * columns, 3)) {
      device().softmaxGrad.backward(rows, columns, 1, y, yAt, dy, dyAt, dx, dxAt);
    } else {
      host().logSoftmaxGrad(rows, columns, y, yAt, dy, dyAt, dx, dxAt);
    }
  }
}
