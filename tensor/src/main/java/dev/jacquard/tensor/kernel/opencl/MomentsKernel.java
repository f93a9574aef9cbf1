package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** Mean and biased variance of channels in two passes, a group a channel. */
final class MomentsKernel extends GroupKernel {
  float[] x = new float[1];
  float[] mean = new float[1];
  float[] variance = new float[1];
  int channels;
  int inner;
  int terms;

  MomentsKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int channel = getGroupId(0);
    int item = getLocalId(0);
    float sum = 0;
    float rest = 0;
    for (int t = item; t < terms; t += GROUP) {
      float term = x[((t / inner) * channels + channel) * inner + t % inner];
      float next = sum + term;
      rest += rounding(sum, term, next);
      sum = next;
    }
    float center = sumOf(item, sum, rest) / terms;
    // What the mean lost in rounding is in the sum of the differences.
    float differences = 0;
    float squares = 0;
    rest = 0;
    for (int t = item; t < terms; t += GROUP) {
      float difference = x[((t / inner) * channels + channel) * inner + t % inner] - center;
      float term = difference * difference;
      float next = squares + term;
      rest += rounding(squares, term, next);
      squares = next;
      differences += difference;
    }
    float square = sumOf(item, squares, rest);
    float difference = sumOf(item, differences, 0);
    if (item == 0) {
      mean[channel] = center;
      variance[channel] = (square - difference * difference / terms) / terms;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.NormalizationKernels#channelMoments}. */
  synchronized void measure(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] input,
      int xAt,
      float[] means,
      int meanAt,
      float[] variances,
      int varianceAt) {
    this.channels = channels;
    this.inner = inner;
    terms = outer * inner;
    x = give(x, outer * channels * inner, input, xAt);
    mean = room(mean, channels);
    variance = room(variance, channels);
    runGroups(channels);
    fetch(mean);
    fetch(variance);
    System.arraycopy(mean, from, means, meanAt + from, to - from);
    System.arraycopy(variance, from, variances, varianceAt + from, to - from);
  }
}
