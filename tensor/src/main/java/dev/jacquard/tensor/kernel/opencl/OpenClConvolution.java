package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.FusedKernels;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions. Those whose groups have many channels are products of matrices, of the image as it
 * lies or of its patches, and go through tiled kernels; the others, depthwise ones above all,
 * through kernels with an item for each element.
 */
interface OpenClConvolution extends FusedKernels, OpenClOwner {
  /** Channels of a group from which on a tile of {@value TileKernel#TILE} of them is worth it. */
  int MANY = TileKernel.TILE / 4;

  private boolean worth(ConvGeometry g, int images) {
    long weights = (long) g.outChannels() * g.filter();
    return worth(
        (long) images * g.outImage() * g.filter(),
        (long) images * (g.inImage() + g.outImage()) + weights);
  }

  /** Whether each image is the operand of a product that fills tiles. */
  private static boolean isProduct(ConvGeometry g) {
    return g.pointwise() && g.groups() == 1 && g.inHeight() * g.inWidth() >= TileKernel.TILE;
  }

  @Override
  default void conv2d(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    if (!worth(g, to - from)) {
      host().conv2d(g, from, to, x, xAt, w, wAt, y, yAt);
    } else if (isProduct(g)) {
      int plane = g.inHeight() * g.inWidth();
      device()
          .gemm
          .multiply(
              to - from,
              g.outChannels(),
              plane,
              g.inChannels(),
              w,
              wAt,
              0,
              g.inChannels(),
              1,
              x,
              xAt + from * g.inImage(),
              g.inImage(),
              plane,
              1,
              0,
              y,
              yAt + from * g.outImage(),
              g.outImage(),
              plane);
    } else if (g.groupOutChannels() >= MANY) {
      device().patches.forward(g, from, to, x, xAt, w, wAt, y, yAt);
    } else {
      device().forward.convolve(g, from, to, x, xAt, w, wAt, y, yAt);
    }
  }

  @Override
  default void conv2dInputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    if (!worth(g, to - from)) {
      host().conv2dInputGrad(g, from, to, dy, dyAt, w, wAt, dx, dxAt);
    } else if (isProduct(g)) {
      int plane = g.inHeight() * g.inWidth();
      device()
          .gemm
          .multiply(
              to - from,
              g.inChannels(),
              plane,
              g.outChannels(),
              w,
              wAt,
              0,
              1,
              g.inChannels(),
              dy,
              dyAt + from * g.outImage(),
              g.outImage(),
              plane,
              1,
              0,
              dx,
              dxAt + from * g.inImage(),
              g.inImage(),
              plane);
    } else if (g.groupInChannels() >= MANY) {
      device().patches.inputGrad(g, from, to, dy, dyAt, w, wAt, dx, dxAt);
    } else {
      device().inputGrad.convolve(g, from, to, dy, dyAt, w, wAt, dx, dxAt);
    }
  }

  @Override
  default void conv2dWeightGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt) {
    if (from == to || !worth(g, g.batch())) {
      host().conv2dWeightGrad(g, from, to, x, xAt, dy, dyAt, dw, dwAt);
    } else if (g.groupOutChannels() >= MANY) {
      device().patchGrad.weightGrad(g, from, to, x, xAt, dy, dyAt, dw, dwAt);
    } else {
      device().weightGrad.convolve(g, from, to, x, xAt, dy, dyAt, dw, dwAt);
    }
  }

  /** The device takes all images of a convolution at once, and the processor what is behind it. */
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
    if (!worth(g, to - from)) {
      host()
          .conv2dNormalized(
              f, g, from, to, x, xAt, w, wAt, mean, meanAt, scale, scaleAt, shift, shiftAt, y, yAt);
      return;
    }
    conv2d(g, from, to, x, xAt, w, wAt, y, yAt);
    int plane = g.outHeight() * g.outWidth();
    int at = yAt + from * g.outImage();
    if (f == null) {
      normalizeChannels(
          to - from,
          g.outChannels(),
          plane,
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
    } else {
      normalizeActivated(
          f,
          to - from,
          g.outChannels(),
          plane,
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
    }
  }
}
