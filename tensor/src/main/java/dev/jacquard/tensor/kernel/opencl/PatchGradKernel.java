package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/**
 * Gradients of convolutions of many channels with respect to the weights, as products of matrices:
 * of the output's gradient {@code [channels, pixels]} and of the patches {@code [pixels, taps]}.
 * The pixels of all images are cut into parts, so that a small kernel keeps a large device busy
 * too; there is a product for each group of channels and each part, and the processor adds up the
 * parts.
 */
final class PatchGradKernel extends PatchTileKernel {
  /** Pixels of a part, unless all parts together are too many elements. */
  private static final int PART = 2048;

  /** Elements of all parts together, where there are several. */
  private static final int ROOM = 1 << 24;

  /** {@code [images, groups, groupOut, yHeight, yWidth]}. */
  float[] dy = new float[1];

  /** {@code [groups, parts, groupOut, taps]}. */
  float[] dw = new float[1];

  int parts;

  /** The first of the input channels of a group that are asked for. */
  int first;

  int groupIn;
  int groupOut;

  PatchGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  float leftAt(int each, int row, int p) {
    float value = 0;
    int at = each % parts * depth + p;
    if (row < groupOut && at < pixels) {
      int plane = yHeight * yWidth;
      int channel = (at / plane * groups + each / parts) * groupOut + row;
      value = dy[channel * plane + at % plane];
    }
    return value;
  }

  @Override
  float rightAt(int each, int p, int column) {
    float value = 0;
    int at = each % parts * depth + p;
    if (column < taps && at < pixels) {
      int image = at / (yHeight * yWidth);
      int channel = first + column / (kernelHeight * kernelWidth);
      value =
          patchAt(
              (image * groups + each / parts) * groupIn + channel,
              at % (yHeight * yWidth),
              column % (kernelHeight * kernelWidth));
    }
    return value;
  }

  @Override
  void store(int each, int row, int column, float value) {
    if (row < groupOut && column < taps) {
      dw[(each * groupOut + row) * taps + column] = value;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.ConvolutionKernels#conv2dWeightGrad}. */
  synchronized void weightGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] input,
      int xAt,
      float[] gradient,
      int dyAt,
      float[] result,
      int dwAt) {
    set(g);
    groupIn = g.groupInChannels();
    groupOut = g.groupOutChannels();
    pixels = g.batch() * yHeight * yWidth;
    // Channels of several groups: those groups are done whole.
    boolean within = from / groupIn == (to - 1) / groupIn;
    first = within ? from % groupIn : 0;
    int area = kernelHeight * kernelWidth;
    taps = (within ? to - from : groupIn) * area;
    int each = Math.multiplyExact(groups * groupOut, taps);
    int most = Math.max(1, Math.min((pixels - 1) / PART + 1, ROOM / each));
    depth = whole((pixels - 1) / most + 1, SIDE);
    parts = (pixels - 1) / depth + 1;
    x = give(x, g.batch() * g.inImage(), input, xAt);
    dy = give(dy, g.batch() * g.outImage(), gradient, dyAt);
    dw = room(dw, Math.multiplyExact(each, parts));
    runTiles(groupOut, taps, groups * parts);
    fetch(dw);
    for (int group = from / groupIn; group <= (to - 1) / groupIn; group++) {
      int begin = Math.max(from - group * groupIn, first);
      int end = Math.min(to - group * groupIn, first + taps / area);
      for (int o = 0; o < groupOut; o++) {
        int row = dwAt + (group * groupOut + o) * g.filter();
        for (int tap = begin * area; tap < end * area; tap++) {
          double sum = 0;
          for (int part = 0; part < parts; part++) {
            sum += dw[((group * parts + part) * groupOut + o) * taps + tap - first * area];
          }
          result[row + tap] = (float) sum;
        }
      }
    }
  }
}
