package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** {@code y = (x - mean[c]) * scale[c] + shift[c]}, an item an element. */
final class NormalizeKernel extends DeviceKernel {
  float[] x = new float[1];
  float[] mean = new float[1];
  float[] scale = new float[1];
  float[] shift = new float[1];
  float[] y = new float[1];
  int items;
  int channels;
  int inner;

  NormalizeKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int i = getGlobalId(0);
    if (i < items) {
      int channel = (i / inner) % channels;
      y[i] = (x[i] - mean[channel]) * scale[channel] + shift[channel];
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.NormalizationKernels#normalizeChannels}. */
  synchronized void normalize(
      int outer,
      int channels,
      int inner,
      float[] input,
      int xAt,
      float[] means,
      int meanAt,
      float[] scales,
      int scaleAt,
      float[] shifts,
      int shiftAt,
      float[] result,
      int yAt) {
    this.channels = channels;
    this.inner = inner;
    items = outer * channels * inner;
    x = give(x, items, input, xAt);
    mean = give(mean, channels, means, meanAt);
    scale = give(scale, channels, scales, scaleAt);
    shift = give(shift, channels, shifts, shiftAt);
    y = room(y, items);
    runItems(items);
    take(y, items, result, yAt);
  }
}
