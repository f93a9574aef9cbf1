package dev.jacquard.tensor.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Neighbours in a network as one call: what one part writes, the next finds in the cache. A result
 * is that of the parts one after the other, bit by bit; only the order in memory is another. So
 * these need no kernels of their own.
 */
public interface FusedKernels extends ConvolutionKernels, NormalizationKernels, PointwiseKernels {
  /** Elements that one pointwise part hands to the next: they should stay in the first cache. */
  int PIECE = 1 << 12;

  /**
   * Elements that a convolution hands on at most, and places that it is worth packing weights for.
   */
  int IMAGES = 1 << 17;

  /** See {@link #IMAGES}. */
  int PLACES = 512;

  /** {@code y = f(a + b)}. In place allowed. */
  default void addActivated(
      Activation f, int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += PIECE) {
      int piece = Math.min(PIECE, n - i);
      add(piece, a, aAt + i, b, bAt + i, y, yAt + i);
      activation(f, piece, y, yAt + i, y, yAt + i);
    }
  }

  /** {@code y = f((x - mean) * scale + shift)}, see {@link #normalizeChannels}. */
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
    int some = Math.max(1, Math.min(channels, PIECE / Math.max(1, inner)));
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < channels; c += some) {
        int count = Math.min(some, channels - c);
        int at = (o * channels + c) * inner;
        normalizeChannels(
            1,
            count,
            inner,
            x,
            xAt + at,
            mean,
            meanAt + c,
            scale,
            scaleAt + c,
            shift,
            shiftAt + c,
            y,
            yAt + at);
        activation(f, count * inner, y, yAt + at, y, yAt + at);
      }
    }
  }

  /**
   * The gradient of {@code y = f((x - mean) inverseStd gamma + beta)}, the statistics being those
   * of x, see {@link #batchNormGrad}: {@code dx} may be {@code dy}.
   *
   * @param f one whose slope is that of its result, {@link Activation#slopeOfResult}
   * @param y the result
   */
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
    int some = Math.max(1, IMAGES / 4 / Math.max(1, outer * inner));
    for (int c = from; c < to; c += some) {
      int end = Math.min(to, c + some);
      for (int o = 0; o < outer; o++) {
        int at = (o * channels + c) * inner;
        activationGrad(f, (end - c) * inner, y, yAt + at, dy, dyAt + at, dx, dxAt + at);
      }
      batchNormGrad(
          outer,
          channels,
          inner,
          c,
          end,
          x,
          xAt,
          dx,
          dxAt,
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

  /**
   * {@code y = f((conv - mean) * scale + shift)} for the images {@code from} to {@code to}, with
   * the result of {@link #conv2d} for {@code conv}.
   *
   * @param f null for the identity
   */
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
    int plane = g.outHeight() * g.outWidth();
    int some = Math.max((PLACES - 1) / Math.max(1, plane) + 1, IMAGES / Math.max(1, g.outImage()));
    for (int n = from; n < to; n += some) {
      int count = Math.min(some, to - n);
      int at = yAt + n * g.outImage();
      conv2d(g, n, n + count, x, xAt, w, wAt, y, yAt);
      normalize(
          f, count, g.outChannels(), plane, mean, meanAt, scale, scaleAt, shift, shiftAt, y, at);
    }
  }

  private void normalize(
      @Nullable Activation f,
      int outer,
      int channels,
      int inner,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int at) {
    if (f == null) {
      normalizeChannels(
          outer, channels, inner, y, at, mean, meanAt, scale, scaleAt, shift, shiftAt, y, at);
    } else {
      normalizeActivated(
          f, outer, channels, inner, y, at, mean, meanAt, scale, scaleAt, shift, shiftAt, y, at);
    }
  }
}
