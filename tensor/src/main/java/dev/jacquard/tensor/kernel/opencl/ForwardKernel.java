package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/** Convolution: an item is an element of the output. */
final class ForwardKernel extends ConvolutionKernel {
  float[] x = new float[1];
  float[] w = new float[1];
  float[] y = new float[1];

  ForwardKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int id = getGlobalId(0);
    if (id < items) {
      int column = (id % outWidth) * strideWidth - padWidth;
      int row = ((id / outWidth) % outHeight) * strideHeight - padHeight;
      int channel = (id / (outWidth * outHeight)) % outChannels;
      int image = id / (outWidth * outHeight * outChannels);
      int plane = (image * inChannels + (channel / groupOut) * groupIn) * inHeight * inWidth;
      int weight = channel * groupIn * kernelHeight * kernelWidth;
      float sum = 0;
      for (int c = 0; c < groupIn; c++) {
        for (int u = 0; u < kernelHeight; u++) {
          int r = row + u * dilationHeight;
          if (r >= 0 && r < inHeight) {
            for (int v = 0; v < kernelWidth; v++) {
              int s = column + v * dilationWidth;
              if (s >= 0 && s < inWidth) {
                sum += x[plane + r * inWidth + s] * w[weight + v];
              }
            }
          }
          weight += kernelWidth;
        }
        plane += inHeight * inWidth;
      }
      y[id] = sum;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.ConvolutionKernels#conv2d}. */
  synchronized void convolve(
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
    items = (to - from) * g.outImage();
    x = give(x, (to - from) * g.inImage(), input, xAt + from * g.inImage());
    w = give(w, weights(g), weight, wAt);
    y = room(y, items);
    runItems(items);
    take(y, items, output, yAt + from * g.outImage());
  }
}
