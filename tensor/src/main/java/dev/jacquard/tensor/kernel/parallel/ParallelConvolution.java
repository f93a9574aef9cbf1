package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.FusedKernels;
import dev.jacquard.tensor.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Convolution, cut along images; one image along its output channels or groups. */
interface ParallelConvolution extends FusedKernels, SplitOwner {
  /**
   * A part of a forward call: the images {@code from} to {@code to} of a geometry, which may be
   * that of some output channels, {@code channel} being the first; and where operands begin.
   */
  interface ForwardPart {
    void run(ConvGeometry g, int from, int to, int channel, int xAt, int wAt, int yAt, Kernels k);
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
    forward(
        g,
        from,
        to,
        xAt,
        wAt,
        yAt,
        (some, first, last, channel, partX, partW, partY, k) ->
            k.conv2d(some, first, last, x, partX, w, partW, y, partY));
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
    forward(
        g,
        from,
        to,
        xAt,
        wAt,
        yAt,
        (some, first, last, channel, partX, partW, partY, k) ->
            k.conv2dNormalized(
                f,
                some,
                first,
                last,
                x,
                partX,
                w,
                partW,
                mean,
                meanAt + channel,
                scale,
                scaleAt + channel,
                shift,
                shiftAt + channel,
                y,
                partY));
  }

  private void forward(
      ConvGeometry g, int from, int to, int xAt, int wAt, int yAt, ForwardPart part) {
    if (to - from == 1) {
      forwardChannels(g, from, xAt, wAt, yAt, part);
      return;
    }
    split()
        .over(
            to - from,
            images(g, to - from),
            (first, last, k) -> part.run(g, from + first, from + last, 0, xAt, wAt, yAt, k));
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
  private void forwardChannels(
      ConvGeometry g, int image, int xAt, int wAt, int yAt, ForwardPart part) {
    int unit = g.groups() == 1 ? 8 : g.groupOutChannels();
    int plane = g.outHeight() * g.outWidth();
    int inPlane = g.inHeight() * g.inWidth();
    split()
        .over(
            g.outChannels(),
            Split.grain(g.outChannels(), (long) g.outImage() * g.filter(), unit, g.outChannels()),
            (first, last, k) -> {
              int group = first / g.groupOutChannels();
              part.run(
                  g.outputs(last - first),
                  0,
                  1,
                  first,
                  xAt + image * g.inImage() + group * g.groupInChannels() * inPlane,
                  wAt + first * g.filter(),
                  yAt + image * g.outImage() + first * plane,
                  k);
            });
  }

  private static int images(ConvGeometry g, int images) {
    long places = (long) images * g.outHeight() * g.outWidth();
    return Split.grain(images, (long) images * g.outImage() * g.filter(), 1, places);
  }
}
