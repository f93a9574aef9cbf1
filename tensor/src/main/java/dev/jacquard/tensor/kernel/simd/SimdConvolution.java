package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.ConvolutionKernels;
import java.util.Arrays;

/** Convolution group by group, and depthwise convolution plane by plane. */
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
    if (g.depthwise()) {
      scratch().depthwise.forward(g, from, to, x, xAt, w, wAt, y, yAt);
      return;
    }
    Scratch scratch = scratch();
    DirectConvolution direct = scratch.direct;
    layGrid(g, direct.sheets);
    int outPlane = g.outHeight() * g.outWidth();
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
    if (g.depthwise()) {
      scratch().depthwise.weightGrad(g, from, to, x, xAt, dy, dyAt, dw, dwAt);
      return;
    }
    DirectConvolution direct = scratch().direct;
    layGrid(g, direct.sheets);
    int outPlane = g.outHeight() * g.outWidth();
    int taps = g.kernelHeight() * g.kernelWidth();
    for (int first = from; first < to; ) {
      int group = first / g.groupInChannels();
      int last = Math.min(to, (group + 1) * g.groupInChannels());
      int firstOut = group * g.groupOutChannels();
      int columns = (last - first) * taps;
      int at = dwAt + firstOut * g.filter() + (first - group * g.groupInChannels()) * taps;
      for (int o = 0; o < g.groupOutChannels(); o++) {
        Arrays.fill(dw, at + o * g.filter(), at + o * g.filter() + columns, 0);
      }
      direct
          .source(x, xAt + first * g.inHeight() * g.inWidth(), g.inImage())
          .target(dy, dyAt + firstOut * outPlane, g.outImage(), outPlane, g.outWidth(), 1)
          .addWeightGradient(
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
    if (g.depthwise()) {
      scratch().depthwise.inputGrad(g, from, to, dy, dyAt, w, wAt, dx, dxAt);
      return;
    }
    if (g.strideHeight() > 1 || g.strideWidth() > 1) {
      // Some pixels may be seen by no tap.
      Arrays.fill(dx, dxAt + from * g.inImage(), dxAt + to * g.inImage(), 0);
    }
    for (int row = 0; row < Math.min(g.strideHeight(), g.inHeight()); row++) {
      int firstRow =
          firstTap(row + g.padHeight(), g.dilationHeight(), g.strideHeight(), g.kernelHeight());
      for (int column = 0; column < Math.min(g.strideWidth(), g.inWidth()); column++) {
        int firstColumn =
            firstTap(column + g.padWidth(), g.dilationWidth(), g.strideWidth(), g.kernelWidth());
        if (firstRow >= 0 && firstColumn >= 0) {
          inputGradResidue(
              g, from, to, row, column, firstRow, firstColumn, dy, dyAt, w, wAt, dx, dxAt);
        }
      }
    }
  }

  /**
   * The gradient at the input pixels of one residue by the stride: they all see the same taps,
   * every so many, and with these it is a convolution of stride 1 over dy.
   */
  private void inputGradResidue(
      ConvGeometry g,
      int from,
      int to,
      int row,
      int column,
      int firstRow,
      int firstColumn,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    Scratch scratch = scratch();
    int inPlane = g.inHeight() * g.inWidth();
    int outPlane = g.outHeight() * g.outWidth();
    int everyRow = g.strideHeight() / gcd(g.strideHeight(), g.dilationHeight());
    int everyColumn = g.strideWidth() / gcd(g.strideWidth(), g.dilationWidth());
    int tapRows = (g.kernelHeight() - 1 - firstRow) / everyRow + 1;
    int tapColumns = (g.kernelWidth() - 1 - firstColumn) / everyColumn + 1;
    DirectConvolution direct = scratch.direct;
    direct.sheets.rows.set(
        (g.inHeight() - row - 1) / g.strideHeight() + 1,
        g.outHeight(),
        tapRows,
        1,
        (row + g.padHeight() - firstRow * g.dilationHeight()) / g.strideHeight(),
        -g.dilationHeight() * everyRow / g.strideHeight());
    direct.sheets.columns.set(
        (g.inWidth() - column - 1) / g.strideWidth() + 1,
        g.outWidth(),
        tapColumns,
        1,
        (column + g.padWidth() - firstColumn * g.dilationWidth()) / g.strideWidth(),
        -g.dilationWidth() * everyColumn / g.strideWidth());
    for (int group = 0; group < g.groups(); group++) {
      int firstOut = group * g.groupOutChannels();
      direct
          .source(dy, dyAt + from * g.outImage() + firstOut * outPlane, g.outImage())
          .target(
              dx,
              dxAt + from * g.inImage() + groupInput(g, group) + row * g.inWidth() + column,
              g.inImage(),
              inPlane,
              g.strideHeight() * g.inWidth(),
              g.strideWidth())
          .convolve(
              g.groupInChannels(),
              g.groupOutChannels(),
              to - from,
              scratch
                  .filters
                  .set(
                      w,
                      wAt + firstOut * g.filter() + firstRow * g.kernelWidth() + firstColumn,
                      g.kernelHeight() * g.kernelWidth(),
                      g.filter())
                  .taps(tapRows, everyRow * g.kernelWidth(), tapColumns, everyColumn));
    }
  }

  /** The places of the output, and what the taps see there in the input. */
  private static void layGrid(ConvGeometry g, Sheets sheets) {
    sheets.rows.set(
        g.outHeight(),
        g.inHeight(),
        g.kernelHeight(),
        g.strideHeight(),
        -g.padHeight(),
        g.dilationHeight());
    sheets.columns.set(
        g.outWidth(),
        g.inWidth(),
        g.kernelWidth(),
        g.strideWidth(),
        -g.padWidth(),
        g.dilationWidth());
  }

  /** Where a group's channels begin in an image of the input. */
  private static int groupInput(ConvGeometry g, int group) {
    return group * g.groupInChannels() * g.inHeight() * g.inWidth();
  }

  /** The first tap u with {@code (position - u * dilation) % stride == 0}, or -1. */
  private static int firstTap(int position, int dilation, int stride, int taps) {
    for (int u = 0; u < Math.min(taps, stride); u++) {
      if ((position - u * dilation) % stride == 0) {
        return u;
      }
    }
    return -1;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
