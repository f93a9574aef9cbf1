package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.Arrays;
import java.util.List;

/** The three passes of convolution over a table of geometries, whole and in parts. */
final class ConvolutionCases {
  /**
   * Columns: batch, input channels, height, width, output channels, kernel height, width, stride
   * height, width, padding height, width, dilation height, width, groups.
   */
  private static final int[][] TABLE = {
    {2, 3, 5, 6, 4, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1},
    {2, 5, 4, 7, 6, 1, 1, 1, 1, 0, 0, 1, 1, 1},
    {3, 16, 7, 7, 33, 1, 1, 1, 1, 0, 0, 1, 1, 1},
    {2, 6, 9, 8, 5, 1, 1, 2, 2, 0, 0, 1, 1, 1},
    {1, 4, 5, 5, 3, 1, 1, 1, 1, 1, 2, 1, 1, 1},
    {2, 3, 17, 19, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {1, 3, 17, 19, 16, 3, 3, 2, 2, 1, 1, 1, 1, 1},
    {1, 33, 17, 19, 65, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {2, 8, 8, 8, 8, 3, 3, 1, 1, 0, 0, 1, 1, 1},
    {1, 4, 3, 3, 5, 3, 3, 1, 1, 0, 0, 1, 1, 1},
    {1, 2, 1, 1, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {1, 7, 11, 13, 9, 3, 3, 1, 1, 2, 2, 2, 2, 1},
    {1, 5, 10, 12, 4, 3, 3, 2, 1, 1, 2, 1, 2, 1},
    {2, 4, 9, 11, 6, 5, 5, 1, 1, 2, 2, 1, 1, 1},
    {1, 3, 13, 12, 4, 5, 5, 3, 2, 1, 0, 1, 1, 1},
    {1, 4, 12, 11, 3, 5, 5, 1, 1, 4, 4, 2, 2, 1},
    {1, 3, 17, 19, 8, 7, 7, 2, 2, 3, 3, 1, 1, 1},
    {2, 4, 8, 9, 5, 1, 7, 1, 1, 0, 3, 1, 1, 1},
    {2, 5, 9, 8, 4, 7, 1, 1, 1, 3, 0, 1, 1, 1},
    {1, 3, 17, 19, 5, 11, 11, 4, 4, 2, 2, 1, 1, 1},
    {1, 2, 6, 5, 3, 3, 5, 1, 1, 5, 5, 1, 1, 1},
    {1, 3, 9, 9, 4, 2, 2, 2, 2, 0, 0, 1, 1, 1},
    {1, 3, 9, 10, 4, 3, 3, 4, 4, 0, 0, 1, 1, 1},
    {2, 4, 7, 9, 6, 3, 3, 1, 1, 1, 1, 1, 1, 2},
    {1, 6, 8, 7, 9, 3, 3, 2, 2, 1, 1, 1, 1, 3},
    {2, 8, 6, 5, 12, 1, 1, 1, 1, 0, 0, 1, 1, 4},
    {2, 5, 17, 19, 5, 3, 3, 1, 1, 1, 1, 1, 1, 5},
    {1, 9, 9, 11, 9, 3, 3, 2, 2, 1, 1, 1, 1, 9},
    {2, 4, 7, 8, 8, 3, 3, 1, 1, 1, 1, 1, 1, 4},
    {1, 6, 12, 13, 6, 5, 5, 1, 1, 2, 2, 1, 1, 6},
    {1, 3, 12, 14, 6, 5, 5, 2, 2, 2, 2, 1, 1, 3},
    {1, 4, 15, 17, 4, 3, 3, 1, 1, 2, 2, 2, 2, 4},
    {1, 4, 15, 17, 4, 5, 5, 1, 1, 4, 4, 2, 2, 4},
    {1, 4, 15, 17, 4, 5, 5, 2, 2, 4, 4, 2, 2, 4},
    // Taps that see nothing but padding.
    {2, 3, 2, 2, 4, 5, 5, 1, 1, 4, 4, 2, 2, 1},
    {2, 3, 2, 2, 3, 5, 5, 1, 1, 4, 4, 2, 2, 3},
    {1, 2, 3, 2, 3, 5, 5, 2, 2, 4, 4, 2, 2, 1},
    {1, 3, 2, 3, 3, 5, 5, 2, 2, 4, 4, 2, 2, 3},
    {1, 3, 16, 16, 3, 7, 7, 1, 1, 3, 3, 1, 1, 3},
    {1, 5, 4, 70, 5, 3, 3, 1, 1, 1, 1, 1, 1, 5},
    {1, 2, 30, 40, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {1, 17, 2, 2, 130, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {1, 130, 4, 3, 5, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    // More than SIMD kernels work on together: rows in bands, images in blocks.
    {1, 24, 70, 40, 9, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {2, 20, 62, 60, 5, 5, 5, 2, 2, 2, 2, 1, 1, 1},
    {40, 90, 2, 2, 8, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {9, 70, 4, 4, 20, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {3, 5, 17, 16, 10, 1, 1, 1, 1, 0, 0, 1, 1, 1},
    {1, 300, 3, 3, 400, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    // Many channels in each group, as OpenCL kernels of their own take them.
    {2, 40, 9, 8, 34, 3, 3, 2, 1, 1, 2, 1, 1, 2},
    {1, 32, 11, 10, 96, 3, 5, 1, 2, 2, 1, 2, 1, 2},
    {2, 18, 7, 9, 17, 1, 1, 3, 2, 0, 1, 1, 1, 1},
    {3, 17, 30, 31, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {0, 16, 4, 4, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1},
    {0, 3, 4, 4, 5, 3, 3, 1, 1, 1, 1, 1, 1, 1}
  };

  /** A geometry whose images and channels are split in the cases of parts. */
  private static final ConvGeometry SPLIT = geometry(3, 4, 9, 11, 6, 3, 3, 2, 1, 1, 1, 1, 2, 2);

  /** The same with many channels. */
  private static final ConvGeometry WIDE = geometry(3, 40, 9, 11, 34, 3, 3, 2, 1, 1, 1, 1, 2, 2);

  private ConvolutionCases() {}

  private static ConvGeometry geometry(int... g) {
    return new ConvGeometry(
        g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11], g[12], g[13]);
  }

  static void addTo(List<KernelCase> cases) {
    for (int[] row : TABLE) {
      ConvGeometry g = geometry(row);
      add(cases, g, 0, g.batch(), 0, g.inChannels());
    }
    add(cases, SPLIT, 1, 3, 1, 4);
    add(cases, SPLIT, 0, 1, 3, 4);
    add(cases, SPLIT, 2, 2, 4, 4);
    add(cases, WIDE, 1, 3, 3, 31);
    add(cases, WIDE, 0, 1, 23, 37);
  }

  private static void add(
      List<KernelCase> cases, ConvGeometry g, int from, int to, int fromChannel, int toChannel) {
    String images = " " + g + " images " + from + " to " + to;
    String channels = " " + g + " channels " + fromChannel + " to " + toChannel;
    cases.add(KernelCase.sums("conv2d" + images, g.filter(), (k, o) -> forward(k, o, g, from, to)));
    int readers = g.groupOutChannels() * g.kernelHeight() * g.kernelWidth();
    cases.add(
        KernelCase.sums(
            "conv2dInputGrad" + images, readers, (k, o) -> inputGrad(k, o, g, from, to)));
    int pixels = g.batch() * g.outHeight() * g.outWidth();
    cases.add(
        KernelCase.sums(
            "conv2dWeightGrad" + channels,
            pixels,
            (k, o) -> weightGrad(k, o, g, fromChannel, toChannel)));
  }

  static void forward(Kernels k, Operands o, ConvGeometry g, int... bounds) {
    Block x = o.input(g.batch() * g.inImage());
    Block w = o.input(g.outChannels() * g.filter());
    Block y = o.output("y", g.batch() * g.outImage());
    for (int i = 1; i < bounds.length; i++) {
      k.conv2d(g, bounds[i - 1], bounds[i], x.v(), x.at(), w.v(), w.at(), y.v(), y.at());
    }
  }

  static void inputGrad(Kernels k, Operands o, ConvGeometry g, int... bounds) {
    Block dy = o.input(g.batch() * g.outImage());
    Block w = o.input(g.outChannels() * g.filter());
    Block dx = o.output("dx", g.batch() * g.inImage());
    for (int i = 1; i < bounds.length; i++) {
      k.conv2dInputGrad(
          g, bounds[i - 1], bounds[i], dy.v(), dy.at(), w.v(), w.at(), dx.v(), dx.at());
    }
  }

  static void weightGrad(Kernels k, Operands o, ConvGeometry g, int... bounds) {
    Block x = o.input(g.batch() * g.inImage());
    Block dy = o.input(g.batch() * g.outImage());
    Block dw = o.output("dw", g.outChannels() * g.filter());
    for (int i = 1; i < bounds.length; i++) {
      k.conv2dWeightGrad(
          g, bounds[i - 1], bounds[i], x.v(), x.at(), dy.v(), dy.at(), dw.v(), dw.at());
    }
  }

  /** Every geometry that has an image. */
  static List<ConvGeometry> geometries() {
    return Arrays.stream(TABLE).map(ConvolutionCases::geometry).filter(g -> g.batch() > 0).toList();
  }
}
