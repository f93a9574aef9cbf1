package dev.jacquard.tensor.kernel;

import org.jspecify.annotations.Nullable;

/** Neighbours one after the other, each over all of its operand. */
interface ReferenceFused extends FusedKernels {
  @Override
  default void addActivated(
      Activation f, int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    add(n, a, aAt, b, bAt, y, yAt);
    activation(f, n, y, yAt, y, yAt);
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
    normalizeChannels(
        outer, channels, inner, x, xAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt);
    activation(f, outer * channels * inner, y, yAt, y, yAt);
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
    int n = outer * channels * inner;
    float[] masked = new float[n];
    activationGrad(f, n, y, yAt, dy, dyAt, masked, 0);
    batchNormGrad(
        outer,
        channels,
        inner,
        from,
        to,
        x,
        xAt,
        masked,
        0,
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

  @Override
  default void conv2dNormalized(
      @Nullable Activation f,
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt) {
    conv2d(g, from, to, x, xAt, w, wAt, y, yAt);
    int at = yAt + from * g.outImage();
    normalizeChannels(
        to - from,
        g.outChannels(),
        g.outHeight() * g.outWidth(),
        y,
        at,
        mean,
        meanAt,
        scale,
        scaleAt,
        shift,
        shiftAt,
        y,
        at);
    if (f != null) {
      activation(f, (to - from) * g.outImage(), y, at, y, at);
    }
  }
}
