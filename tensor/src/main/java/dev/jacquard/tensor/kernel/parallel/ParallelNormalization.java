package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.FusedKernels;

/** Norms and the softmax family, cut along channels or rows. */
interface ParallelNormalization extends FusedKernels, SplitOwner {
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
    split()
        .rows(
            to - from,
            outer * inner,
            (first, last, k) ->
                k.channelMoments(
                    outer,
                    channels,
                    inner,
                    from + first,
                    from + last,
                    x,
                    xAt,
                    mean,
                    meanAt,
                    variance,
                    varianceAt));
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
    split()
        .channels(
            outer,
            channels,
            inner,
            (outers, some, at, channel, k) ->
                k.normalizeChannels(
                    outers,
                    some,
                    inner,
                    x,
                    xAt + at,
                    mean,
                    meanAt + channel,
                    scale,
                    scaleAt + channel,
                    shift,
                    shiftAt + channel,
                    y,
                    yAt + at));
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
    split()
        .channels(
            outer,
            channels,
            inner,
            (outers, some, at, channel, k) ->
                k.normalizeActivated(
                    f,
                    outers,
                    some,
                    inner,
                    x,
                    xAt + at,
                    mean,
                    meanAt + channel,
                    scale,
                    scaleAt + channel,
                    shift,
                    shiftAt + channel,
                    y,
                    yAt + at));
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
    split()
        .rows(
            to - from,
            outer * inner,
            (first, last, k) ->
                k.batchNormActivatedGrad(
                    f,
                    outer,
                    channels,
                    inner,
                    from + first,
                    from + last,
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
                    dbetaAt));
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
    split()
        .rows(
            to - from,
            outer * inner,
            (first, last, k) ->
                k.batchNormGrad(
                    outer,
                    channels,
                    inner,
                    from + first,
                    from + last,
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
                    dbetaAt));
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
    split()
        .rows(
            rows,
            columns,
            (from, to, k) ->
                k.layerNorm(
                    to - from,
                    columns,
                    eps,
                    x,
                    xAt + from * columns,
                    gamma,
                    gammaAt,
                    beta,
                    betaAt,
                    y,
                    yAt + from * columns,
                    mean,
                    meanAt + from,
                    inverseStd,
                    inverseStdAt + from));
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
    split()
        .rows(
            rows,
            columns,
            (from, to, k) ->
                k.layerNormGrad(
                    to - from,
                    columns,
                    x,
                    xAt + from * columns,
                    dy,
                    dyAt + from * columns,
                    gamma,
                    gammaAt,
                    mean,
                    meanAt + from,
                    inverseStd,
                    inverseStdAt + from,
                    dx,
                    dxAt + from * columns));
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
    split()
        .own()
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

  @Override
  default void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    split()
        .rows(
            rows,
            columns,
            (from, to, k) ->
                k.softmax(to - from, columns, x, xAt + from * columns, y, yAt + from * columns));
  }

  @Override
  default void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split()
        .rows(
            rows,
            columns,
            (from, to, k) ->
                k.softmaxGrad(
                    to - from,
                    columns,
                    y,
                    yAt + from * columns,
                    dy,
                    dyAt + from * columns,
                    dx,
                    dxAt + from * columns));
  }

  @Override
  default void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    split()
        .rows(
            rows,
            columns,
            (from, to, k) ->
                k.logSoftmax(to - from, columns, x, xAt + from * columns, y, yAt + from * columns));
  }

  @Override
  default void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split()
        .rows(
            rows,
            columns,
            (from, to, k) ->
                k.logSoftmaxGrad(
                    to - from,
                    columns,
                    y,
                    yAt + from * columns,
                    dy,
                    dyAt + from * columns,
                    dx,
                    dxAt + from * columns));
  }
}
