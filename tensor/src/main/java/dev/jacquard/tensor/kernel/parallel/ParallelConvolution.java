package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.ConvolutionKernels;

/** Convolution, cut along images; one image along its output channels or groups. */
interface ParallelConvolution extends ConvolutionKernels, SplitOwner {
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
    if (to - from == 1) {
      conv2dChannels(g, from, x, xAt, w, wAt, y, yAt);
      return;
    }
    split()
        .over(
            to - from,
            images(g, to - from),
            (first, last, k) -> k.conv2d(g, from + first, from + last, x, xAt, w, wAt, y, yAt));
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
    split()
        .over(
            to - from,
            images(g, to - from),
            (first, last, k) ->
                k.conv2dInputGrad(g, from + first, from + last, dy, dyAt, w, wAt, dx, dxAt));
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
    long work = g.multiplyAdds() / g.inChannels() * (to - from);
    long taps = g.depthwise() ? Split.ALONE : (long) g.kernelHeight() * g.kernelWidth();
    split()
        .over(
            to - from,
            Split.grain(to - from, work, 1, (to - from) * taps),
            (first, last, k) ->
                k.conv2dWeightGrad(g, from + first, from + last, x, xAt, dy, dyAt, dw, dwAt));
  }

  /** One image, cut along its output channels, or along its groups where there are several. */
  private void conv2dChannels(
      ConvGeometry g, int image, float[] x, int xAt, float[] w, int wAt, float[] y, int yAt) {
    int unit = g.groups() == 1 ? 8 : g.groupOutChannels();
    int plane = g.outHeight() * g.outWidth();
    int inPlane = g.inHeight() * g.inWidth();
    split()
        .over(
            g.outChannels(),
            Split.grain(g.outChannels(), (long) g.outImage() * g.filter(), unit, g.outChannels()),
            (first, last, k) -> {
              int group = first / g.groupOutChannels();
              k.conv2d(
                  g.outputs(last - first),
                  0,
                  1,
                  x,
                  xAt + image * g.inImage() + group * g.groupInChannels() * inPlane,
                  w,
                  wAt + first * g.filter(),
                  y,
                  yAt + image * g.outImage() + first * plane);
            });
  }

  private static int images(ConvGeometry g, int images) {
    long places = (long) images * g.outHeight() * g.outWidth();
    return Split.grain(images, (long) images * g.outImage() * g.filter(), 1, places);
  }
}
