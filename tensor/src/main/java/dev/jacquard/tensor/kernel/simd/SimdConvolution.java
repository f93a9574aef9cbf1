package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.ConvolutionKernels;
import java.util.Arrays;

/**
 * Convolution as a product whose right operand is packed straight from the images (implicit GEMM),
 * group by group; depthwise convolution directly.
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
    if (g.depthwise()) {
      scratch().depthwise.forward(g, from, to, x, xAt, w, wAt, y, yAt);
      return;
    }
    Arrays.fill(y, yAt + from * g.outImage(), yAt + to * g.outImage(), 0);
    Scratch scratch = scratch();
    int outPlane = g.outHeight() * g.outWidth();
    for (int group = 0; group < g.groups(); group++) {
      int firstOut = group * g.groupOutChannels();
      ImageColumns images =
          grid(g)
              .source(x, xAt + from * g.inImage() + groupInput(g, group), g.inImage())
              .target(
                  yAt + from * g.outImage() + firstOut * outPlane, g.outImage(), g.outWidth(), 1);
      scratch.product.add(
          g.groupOutChannels(),
          (to - from) * outPlane,
          g.filter(),
          scratch.left.set(w, wAt + firstOut * g.filter(), g.filter(), 1),
          images,
          images,
          y,
          outPlane);
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
    Scratch scratch = scratch();
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
      ImageColumns images =
          grid(g)
              .source(x, xAt + first * g.inHeight() * g.inWidth(), g.inImage())
              .target(0, 0, g.outWidth(), 1);
      scratch.product.add(
          g.groupOutChannels(),
          columns,
          g.batch() * outPlane,
          scratch.channels.set(dy, dyAt + firstOut * outPlane, g.outImage(), outPlane),
          images.transposed,
          scratch.result.set(dw, at, g.filter(), 1),
          dw,
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
    Arrays.fill(dx, dxAt + from * g.inImage(), dxAt + to * g.inImage(), 0);
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
    for (int group = 0; group < g.groups(); group++) {
      int firstOut = group * g.groupOutChannels();
      ImageColumns images = scratch.images;
      images.rows.set(
          (g.inHeight() - row - 1) / g.strideHeight() + 1,
          g.outHeight(),
          tapRows,
          1,
          (row + g.padHeight() - firstRow * g.dilationHeight()) / g.strideHeight(),
          -g.dilationHeight() * everyRow / g.strideHeight());
      images.columns.set(
          (g.inWidth() - column - 1) / g.strideWidth() + 1,
          g.outWidth(),
          tapColumns,
          1,
          (column + g.padWidth() - firstColumn * g.dilationWidth()) / g.strideWidth(),
          -g.dilationWidth() * everyColumn / g.strideWidth());
      int places = (to - from) * images.rows.places * images.columns.places;
      images
          .source(dy, dyAt + from * g.outImage() + firstOut * outPlane, g.outImage())
          .target(
              dxAt + from * g.inImage() + groupInput(g, group) + row * g.inWidth() + column,
              g.inImage(),
              g.strideHeight() * g.inWidth(),
              g.strideWidth());
      scratch.product.add(
          g.groupInChannels(),
          places,
          g.groupOutChannels() * tapRows * tapColumns,
          scratch
              .filters
              .set(
                  w,
                  wAt + firstOut * g.filter() + firstRow * g.kernelWidth() + firstColumn,
                  g.kernelHeight() * g.kernelWidth(),
                  g.filter())
              .taps(tapRows, everyRow * g.kernelWidth(), tapColumns, everyColumn),
          images,
          images,
          dx,
          inPlane);
    }
  }

  /** The places of the output, and what the taps see there in the input. */
  private ImageColumns grid(ConvGeometry g) {
    ImageColumns images = scratch().images;
    images.rows.set(
        g.outHeight(),
        g.inHeight(),
        g.kernelHeight(),
        g.strideHeight(),
        -g.padHeight(),
        g.dilationHeight());
    images.columns.set(
        g.outWidth(),
        g.inWidth(),
        g.kernelWidth(),
        g.strideWidth(),
        -g.padWidth(),
        g.dilationWidth());
    return images;
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
