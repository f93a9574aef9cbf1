package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** Softmax and its logarithm, a group a row. */
final class SoftmaxKernel extends GroupKernel {
  float[] x = new float[1];
  float[] y = new float[1];
  int columns;

  /** Whether the logarithm is wanted: 0 or 1. */
  int logarithm;

  SoftmaxKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int item = getLocalId(0);
    int first = getGroupId(0) * columns;
    float max = x[first];
    for (int t = item; t < columns; t += GROUP) {
      float value = x[first + t];
      if (beats(value, max)) {
        max = value;
      }
    }
    sums[item] = max;
    localBarrier();
    for (int i = 0; i < GROUP; i++) {
      float value = sums[i];
      if (beats(value, max)) {
        max = value;
      }
    }
    localBarrier();
    float sum = 0;
    float rest = 0;
    for (int t = item; t < columns; t += GROUP) {
      float term = exp(x[first + t] - max);
      float next = sum + term;
      rest += rounding(sum, term, next);
      sum = next;
    }
    float total = sumOf(item, sum, rest);
    float logOfTotal = log(total);
    for (int t = item; t < columns; t += GROUP) {
      float difference = x[first + t] - max;
      float value = difference - logOfTotal;
      if (logarithm == 0) {
        value = exp(difference) / total;
      }
      y[first + t] = value;
    }
  }

  /** A softmax of rows, or its logarithm where that is 1. */
  synchronized void apply(
      int rows, int columns, int logarithm, float[] input, int xAt, float[] result, int yAt) {
    this.columns = columns;
    this.logarithm = logarithm;
    int n = rows * columns;
    x = give(x, n, input, xAt);
    y = room(y, n);
    runGroups(rows);
    take(y, n, result, yAt);
  }
}
