package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/**
 * Convolutions of many channels, forward and with respect to the input, as products of matrices: of
 * the weights {@code [channels, taps]} and of the patches {@code [taps, pixels]}, those of all
 * images beside each other. There is a product for each group of channels.
 *
 * <p>The gradient with respect to the input is itself a convolution: of the output's gradient, with
 * zeros between its pixels where strides are not 1, with weights that are turned over.
 */
final class PatchKernel extends PatchTileKernel {
  /** {@code [groups, written, taps]}. */
  float[] w = new float[1];

  /** {@code [images, groups, written, yHeight, yWidth]}. */
  float[] y = new float[1];

  /** Channels of a group that are read. */
  int read;

  /** Channels of a group that are written. */
  int written;

  PatchKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  float leftAt(int each, int row, int p) {
    float value = 0;
    if (row < written && p < taps) {
      value = w[(each * written + row) * taps + p];
    }
    return value;
  }

  @Override
  float rightAt(int each, int p, int column) {
    float value = 0;
    if (p < taps && column < pixels) {
      int image = column / (yHeight * yWidth);
      int channel = p / (kernelHeight * kernelWidth);
      value =
          patchAt(
              (image * groups + each) * read + channel,
              column % (yHeight * yWidth),
              p % (kernelHeight * kernelWidth));
    }
    return value;
  }

  @Override
  void store(int each, int row, int column, float value) {
    if (row < written && column < pixels) {
      int plane = yHeight * yWidth;
      y[((column / plane * groups + each) * written + row) * plane + column % plane] = value;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.ConvolutionKernels#conv2d}. */
  synchronized void forward(
      ConvGeometry g,
      int from,
      int to,
      float[] input,
      int xAt,
      float[] weight,
      int wAt,
      float[] output,
      int yAt) {
    set(g);
    setChannels(g.groupInChannels(), g.groupOutChannels());
    w = give(w, groups * written * taps, weight, wAt);
    convolve(to - from, input, xAt + from * g.inImage(), output, yAt + from * g.outImage());
  }

  /** See {@link dev.jacquard.tensor.kernel.ConvolutionKernels#conv2dInputGrad}. */
  synchronized void inputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] gradient,
      int dyAt,
      float[] weight,
      int wAt,
      float[] result,
      int dxAt) {
    set(g);
    setChannels(g.groupOutChannels(), g.groupInChannels());
    xHeight = g.outHeight();
    xWidth = g.outWidth();
    yHeight = g.inHeight();
    yWidth = g.inWidth();
    strideHeight = 1;
    strideWidth = 1;
    padHeight = g.dilationHeight() * (g.kernelHeight() - 1) - g.padHeight();
    padWidth = g.dilationWidth() * (g.kernelWidth() - 1) - g.padWidth();
    spacingHeight = g.strideHeight();
    spacingWidth = g.strideWidth();
    w = give(w, groups * written * taps, turned(weight, wAt), 0);
    convolve(to - from, gradient, dyAt + from * g.outImage(), result, dxAt + from * g.inImage());
  }

  private void setChannels(int read, int written) {
    this.read = read;
    this.written = written;
    taps = read * kernelHeight * kernelWidth;
    depth = whole(taps, SIDE);
  }

  /**
   * Weights {@code [groups, read, written, area]} as {@code [groups, written, read, area]}, the
   * last axis from its end.
   */
  private float[] turned(float[] weight, int wAt) {
    int area = kernelHeight * kernelWidth;
    float[] turned = new float[groups * written * taps];
    for (int i = 0; i < groups * read; i++) {
      for (int o = 0; o < written; o++) {
        int from = wAt + (i * written + o) * area;
        int to = ((i / read * written + o) * read + i % read) * area;
        for (int tap = 0; tap < area; tap++) {
          turned[to + tap] = weight[from + area - 1 - tap];
        }
      }
    }
    return turned;
  }

  private void convolve(int images, float[] input, int xAt, float[] output, int yAt) {
    pixels = images * yHeight * yWidth;
    int all = pixels * groups * written;
    x = give(x, images * groups * read * xHeight * xWidth, input, xAt);
    y = room(y, all);
    runTiles(written, pixels, groups);
    take(y, all, output, yAt);
  }
}
