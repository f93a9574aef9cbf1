package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.ConvolutionKernels;
import java.util.Arrays;

/**
 * Convolution group by group; where a group is one plane that becomes one plane, by {@link
 * Depthwise}.
 */
interface SimdConvolution extends ConvolutionKernels, ScratchOwner {
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
    int outPlane = g.outHeight() * g.outWidth();
    int inPlane = g.inHeight() * g.inWidth();
    if (isPlanes(g)) {
      Depthwise depthwise = scratch().depthwise;
      layGrid(g, depthwise.rows, depthwise.columns);
      depthwise.lay(g.kernelWidth());
      for (int plane = from * g.inChannels(); plane < to * g.inChannels(); plane++) {
        int weights = wAt + plane % g.inChannels() * g.filter();
        depthwise.convolve(
            x, xAt + plane * inPlane, w, weights, y, yAt + plane * outPlane, g.outWidth(), 1);
      }
      return;
    }
    Scratch scratch = scratch();
    DirectConvolution direct = scratch.direct;
    layGrid(g, direct.sheets.rows, direct.sheets.columns);
    for (int group = 0; group < g.groups(); group++) {
      int firstOut = group * g.groupOutChannels();
      direct
          .source(x, xAt + from * g.inImage() + groupInput(g, group), g.inImage())
          .target(
              y,
              yAt + from * g.outImage() + firstOut * outPlane,
              g.outImage(),
              outPlane,
              g.outWidth(),
              1)
          .convolve(
              g.groupOutChannels(),
              g.groupInChannels(),
              to - from,
              scratch.left.set(w, wAt + firstOut * g.filter(), g.filter(), 1));
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
    int outPlane = g.outHeight() * g.outWidth();
    int inPlane = g.inHeight() * g.inWidth();
    if (isPlanes(g)) {
      Depthwise depthwise = scratch().depthwise;
      layGrid(g, depthwise.rows, depthwise.columns);
      depthwise.lay(g.kernelWidth());
      for (int c = from; c < to; c++) {
        depthwise.weightGradient(
            g.batch(),
            x,
            xAt + c * inPlane,
            g.inImage(),
            dy,
            dyAt + c * outPlane,
            g.outImage(),
            dw,
            dwAt + c * g.filter());
      }
      return;
    }
    DirectConvolution direct = scratch().direct;
    layGrid(g, direct.sheets.rows, direct.sheets.columns);
    int taps = g.kernelHeight() * g.kernelWidth();
    for (int first = from; first < to; ) {
      int group = first / g.groupInChannels();
      int last = Math.min(to, (group + 1) * g.groupInChannels());
      int firstOut = group * g.groupOutChannels();
      int at = dwAt + firstOut * g.filter() + (first - group * g.groupInChannels()) * taps;
      direct
          .source(x, xAt + first * inPlane, g.inImage())
          .target(dy, dyAt + firstOut * outPlane, g.outImage(), outPlane, g.outWidth(), 1)
          .weightGradient(
              g.groupOutChannels(),
              last - first,
              g.groupInChannels(),
              g.batch(),
              dw,
              at,
              g.filter());
      first = last;
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
    if (g.strideHeight() > 1 || g.strideWidth() > 1) {
      // Some pixels may be seen by no tap.
      Arrays.fill(dx, dxAt + from * g.inImage(), dxAt + to * g.inImage(), 0);
    }
    Scratch scratch = scratch();
    boolean planes = isPlanes(g);
    Axis rows = planes ? scratch.depthwise.rows : scratch.direct.sheets.rows;
    Axis columns = planes ? scratch.depthwise.columns : scratch.direct.sheets.columns;
    for (int row = 0; row < Math.min(g.strideHeight(), g.inHeight()); row++) {
      for (int column = 0; column < Math.min(g.strideWidth(), g.inWidth()); column++) {
        boolean seen =
            rows.backward(
                    row,
                    g.inHeight(),
                    g.outHeight(),
                    g.kernelHeight(),
                    g.strideHeight(),
                    g.padHeight(),
                    g.dilationHeight())
                && columns.backward(
                    column,
                    g.inWidth(),
                    g.outWidth(),
                    g.kernelWidth(),
                    g.strideWidth(),
                    g.padWidth(),
                    g.dilationWidth());
        int first = dxAt + row * g.inWidth() + column;
        if (seen && planes) {
          planesInputGrad(g, from, to, dy, dyAt, w, wAt, dx, first);
        } else if (seen) {
          groupsInputGrad(g, from, to, dy, dyAt, w, wAt, dx, first);
        }
      }
    }
  }

  /** The gradient at the pixels of one residue by the stride, of which {@code first} is one. */
  private void planesInputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int first) {
    int outPlane = g.outHeight() * g.outWidth();
    int inPlane = g.inHeight() * g.inWidth();
    Depthwise depthwise = scratch().depthwise;
    depthwise.lay(g.kernelWidth());
    for (int plane = from * g.inChannels(); plane < to * g.inChannels(); plane++) {
      depthwise.convolve(
          dy,
          dyAt + plane * outPlane,
          w,
          wAt + plane % g.inChannels() * g.filter(),
          dx,
          first + plane * inPlane,
          g.strideHeight() * g.inWidth(),
          g.strideWidth());
    }
  }

  /** The same for groups of more channels. */
  private void groupsInputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int first) {
    Scratch scratch = scratch();
    int outPlane = g.outHeight() * g.outWidth();
    for (int group = 0; group < g.groups(); group++) {
      int firstOut = group * g.groupOutChannels();
      scratch
          .direct
          .source(dy, dyAt + from * g.outImage() + firstOut * outPlane, g.outImage())
          .target(
              dx,
              first + from * g.inImage() + groupInput(g, group),
              g.inImage(),
              g.inHeight() * g.inWidth(),
              g.strideHeight() * g.inWidth(),
              g.strideWidth())
          .convolve(
              g.groupInChannels(),
              g.groupOutChannels(),
              to - from,
              scratch.filters.set(
                  w,
                  wAt + firstOut * g.filter(),
                  g.kernelHeight(),
                  g.kernelWidth(),
                  g.filter(),
                  scratch.direct.sheets.rows,
                  scratch.direct.sheets.columns));
    }
  }

  private static boolean isPlanes(ConvGeometry g) {
    return g.depthwise() && g.outChannels() == g.inChannels();
  }

  /** The places of the output, and what the taps see there in the input. */
  private static void layGrid(ConvGeometry g, Axis rows, Axis columns) {
    rows.forward(
        g.outHeight(),
        g.inHeight(),
        g.kernelHeight(),
        g.strideHeight(),
        g.padHeight(),
        g.dilationHeight());
    columns.forward(
        g.outWidth(),
        g.inWidth(),
        g.kernelWidth(),
        g.strideWidth(),
        g.padWidth(),
        g.dilationWidth());
  }

  /** Where a group's channels begin in an image of the input. */
  private static int groupInput(ConvGeometry g, int group) {
    return group * g.groupInChannels() * g.inHeight() * g.inWidth();
  }
}
