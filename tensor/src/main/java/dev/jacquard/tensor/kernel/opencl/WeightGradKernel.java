package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/**
 * The gradient of a convolution to its weight, of which a group makes an element: its items take
 * the outputs that the element enters in turn, and the first adds up what they found.
 */
final class WeightGradKernel extends ConvolutionKernel {
  float[] x = new float[1];
  float[] dy = new float[1];
  float[] dw = new float[1];
  int images;

  /** The first of the input channels within a group of channels, and how many there are. */
  int first;

  int some;

  @Local final float[] sums = new float[GROUP];

  WeightGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int id = getGroupId(0);
    int item = getLocalId(0);
    int v = id % kernelWidth;
    int u = (id / kernelWidth) % kernelHeight;
    int rest = id / (kernelWidth * kernelHeight);
    // Over all groups of channels, [output channel, some of the input channels of its group].
    int channel = rest / some;
    int input = (channel / groupOut) * groupIn + first + rest % some;
    int pixels = outHeight * outWidth;
    int up = u * dilationHeight - padHeight;
    int left = v * dilationWidth - padWidth;
    float sum = 0;
    for (int q = item; q < images * pixels; q += GROUP) {
      int image = q / pixels;
      int pixel = q % pixels;
      int row = (pixel / outWidth) * strideHeight + up;
      int column = (pixel % outWidth) * strideWidth + left;
      if (row >= 0 && row < inHeight && column >= 0 && column < inWidth) {
        sum +=
            dy[(image * outChannels + channel) * pixels + pixel]
                * x[((image * inChannels + input) * inHeight + row) * inWidth + column];
      }
    }
    sums[item] = sum;
    localBarrier();
    if (item == 0) {
      float total = 0;
      for (int i = 0; i < GROUP; i++) {
        total += sums[i];
      }
      dw[id] = total;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.ConvolutionKernels#conv2dWeightGrad}. */
  synchronized void convolve(
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
    images = g.batch();
    x = give(x, g.batch() * g.inImage(), input, xAt);
    dy = give(dy, g.batch() * g.outImage(), gradient, dyAt);
    // Channels of several groups: those groups are done whole.
    boolean within = from / groupIn == (to - 1) / groupIn;
    first = within ? from % groupIn : 0;
    some = within ? to - from : groupIn;
    int row = some * kernelHeight * kernelWidth;
    items = outChannels * row;
    dw = room(dw, items);
    runGroups(items);
    fetch(dw);
    for (int o = 0; o < outChannels; o++) {
      int group = o / groupOut * groupIn;
      int begin = Math.max(from, group + first);
      int end = Math.min(to, group + first + some);
      if (begin < end) {
        int taps = kernelHeight * kernelWidth;
        int skip = (begin - group - first) * taps;
        int at = dwAt + o * g.filter() + (begin - group) * taps;
        System.arraycopy(dw, o * row + skip, result, at, (end - begin) * taps);
      }
    }
  }
}
