package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/**
 * Convolution as a product with the matrix of patches, of which only a {@link Panel} exists at a
 * time: column q belongs to pixel q, the rows hold what one tap of the kernel reads there, 0 for
 * padding.
 */
public interface ScalarConvolution extends ConvolutionKernels {
  /** Scratch that this instance owns. */
  Panel panel();

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
    int inGroup = g.groupInChannels() * g.inHeight() * g.inWidth();
    int outGroup = g.groupOutChannels() * g.outHeight() * g.outWidth();
    int weightGroup = g.groupOutChannels() * g.filter();
    for (int n = from; n < to; n++) {
      for (int group = 0; group < g.groups(); group++) {
        int in = xAt + n * g.inImage() + group * inGroup;
        int out = yAt + n * g.outImage() + group * outGroup;
        convolveGroup(g, panel(), x, in, w, wAt + group * weightGroup, y, out);
      }
    }
  }

  private static void convolveGroup(
      ConvGeometry g, Panel panel, float[] x, int xAt, float[] w, int wAt, float[] y, int yAt) {
    int pixels = g.outHeight() * g.outWidth();
    int filter = g.filter();
    for (int q = 0; q < pixels; q += Panel.WIDTH) {
      int width = Math.min(pixels - q, Panel.WIDTH);
      for (int p = 0; p < filter; p += Panel.DEPTH) {
        int depth = Math.min(filter - p, Panel.DEPTH);
        for (int row = 0; row < depth; row++) {
          Patches.read(g, p + row, x, xAt, q, width, panel.row(row));
        }
        float beta = p == 0 ? 0 : 1;
        panel.multiply(
            g.groupOutChannels(), width, depth, w, wAt + p, filter, 1, beta, y, yAt + q, pixels);
      }
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
    int inGroup = g.groupInChannels() * g.inHeight() * g.inWidth();
    int outGroup = g.groupOutChannels() * g.outHeight() * g.outWidth();
    int weightGroup = g.groupOutChannels() * g.filter();
    Arrays.fill(dx, dxAt + from * g.inImage(), dxAt + to * g.inImage(), 0f);
    for (int n = from; n < to; n++) {
      for (int group = 0; group < g.groups(); group++) {
        int out = dyAt + n * g.outImage() + group * outGroup;
        int in = dxAt + n * g.inImage() + group * inGroup;
        convolveGroupBack(g, panel(), dy, out, w, wAt + group * weightGroup, dx, in);
      }
    }
  }

  /** Tap by tap, with the output channels as the depth of the panel. */
  private static void convolveGroupBack(
      ConvGeometry g, Panel panel, float[] dy, int dyAt, float[] w, int wAt, float[] dx, int dxAt) {
    int pixels = g.inHeight() * g.inWidth();
    int outPixels = g.outHeight() * g.outWidth();
    int taps = g.kernelHeight() * g.kernelWidth();
    int channels = g.groupOutChannels();
    int filter = g.filter();
    for (int q = 0; q < pixels; q += Panel.WIDTH) {
      int width = Math.min(pixels - q, Panel.WIDTH);
      for (int tap = 0; tap < taps; tap++) {
        for (int o = 0; o < channels; o += Panel.DEPTH) {
          int depth = Math.min(channels - o, Panel.DEPTH);
          for (int row = 0; row < depth; row++) {
            Patches.readBack(g, tap, dy, dyAt + (o + row) * outPixels, q, width, panel.row(row));
          }
          int weights = wAt + o * filter + tap;
          panel.multiply(
              g.groupInChannels(), width, depth, w, weights, taps, filter, 1, dx, dxAt + q, pixels);
        }
      }
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
    Panel panel = panel();
    int pixels = g.outHeight() * g.outWidth();
    int taps = g.kernelHeight() * g.kernelWidth();
    for (int first = from; first < to; ) {
      int group = first / g.groupInChannels();
      int last = Math.min(to, (group + 1) * g.groupInChannels());
      int column = (first - group * g.groupInChannels()) * taps;
      int columns = (last - first) * taps;
      int dwGroup = dwAt + group * g.groupOutChannels() * g.filter();
      for (int o = 0; o < g.groupOutChannels(); o++) {
        int row = dwGroup + o * g.filter() + column;
        Arrays.fill(dw, row, row + columns, 0f);
      }
      for (int n = 0; n < g.batch(); n++) {
        int in = xAt + n * g.inImage() + group * g.groupInChannels() * g.inHeight() * g.inWidth();
        int out = dyAt + n * g.outImage() + group * g.groupOutChannels() * pixels;
        for (int t = column; t < column + columns; t += Panel.WIDTH) {
          int width = Math.min(column + columns - t, Panel.WIDTH);
          for (int q = 0; q < pixels; q += Panel.DEPTH) {
            int depth = Math.min(pixels - q, Panel.DEPTH);
            // Here the sum runs over pixels: they are the rows of the panel.
            for (int i = 0; i < width; i++) {
              Patches.read(g, t + i, x, in, q, depth, panel.line());
              panel.lineToColumn(depth, i);
            }
            panel.multiply(
                g.groupOutChannels(),
                width,
                depth,
                dy,
                out + q,
                pixels,
                1,
                1,
                dw,
                dwGroup + t,
                g.filter());
          }
        }
      }
      first = last;
    }
  }
}
