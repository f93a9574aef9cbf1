package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.ConvGeometry;

/** The gradient of a convolution to its input, of which an item is an element. */
final class InputGradKernel extends ConvolutionKernel {
  float[] dy = new float[1];
  float[] w = new float[1];
  float[] dx = new float[1];

  InputGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int id = getGlobalId(0);
    if (id < items) {
      int column = id % inWidth + padWidth;
      int row = (id / inWidth) % inHeight + padHeight;
      int channel = (id / (inWidth * inHeight)) % inChannels;
      int image = id / (inWidth * inHeight * inChannels);
      int group = channel / groupIn;
      int plane = (image * outChannels + group * groupOut) * outHeight * outWidth;
      int taps = kernelHeight * kernelWidth;
      int weight = (group * groupOut * groupIn + channel % groupIn) * taps;
      float sum = 0;
      for (int o = 0; o < groupOut; o++) {
        for (int u = 0; u < kernelHeight; u++) {
          // The output row i whose tap u is this row: i * stride = row - u * dilation.
          int above = row - u * dilationHeight;
          int i = above / strideHeight;
          if (above >= 0 && i * strideHeight == above && i < outHeight) {
            for (int v = 0; v < kernelWidth; v++) {
              int before = column - v * dilationWidth;
              int j = before / strideWidth;
              if (before >= 0 && j * strideWidth == before && j < outWidth) {
                sum += dy[plane + i * outWidth + j] * w[weight + u * kernelWidth + v];
              }
            }
          }
        }
        plane += outHeight * outWidth;
        weight += groupIn * taps;
      }
      dx[id] = sum;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.ConvolutionKernels#conv2dInputGrad}. */
  synchronized void convolve(
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
    items = (to - from) * g.inImage();
    dy = give(dy, (to - from) * g.outImage(), gradient, dyAt + from * g.outImage());
    w = give(w, weights(g), weight, wAt);
    dx = room(dx, items);
    runItems(items);
    take(dx, items, result, dxAt + from * g.inImage());
  }
}
