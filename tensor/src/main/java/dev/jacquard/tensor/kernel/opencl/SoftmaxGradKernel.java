package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** The gradients of softmax and of its logarithm, from their results, a group a row. */
final class SoftmaxGradKernel extends GroupKernel {
  float[] y = new float[1];
  float[] dy = new float[1];
  float[] dx = new float[1];
  int columns;

  /** Whether y is the logarithm: 0 or 1. */
  int logarithm;

  SoftmaxGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int item = getLocalId(0);
    int first = getGroupId(0) * columns;
    float sum = 0;
    float rest = 0;
    for (int t = item; t < columns; t += GROUP) {
      float term = dy[first + t];
      if (logarithm == 0) {
        term = term * y[first + t];
      }
      float next = sum + term;
      rest += rounding(sum, term, next);
      sum = next;
    }
    float total = sumOf(item, sum, rest);
    for (int t = item; t < columns; t += GROUP) {
      float result = y[first + t];
      float gradient = dy[first + t];
      float value = gradient - exp(result) * total;
      if (logarithm == 0) {
        value = result * (gradient - total);
      }
      dx[first + t] = value;
    }
  }

  /** The gradient of a softmax of rows, or of its logarithm where that is 1. */
  synchronized void backward(
      int rows,
      int columns,
      int logarithm,
      float[] known,
      int yAt,
      float[] gradient,
      int dyAt,
      float[] result,
      int dxAt) {
    this.columns = columns;
    this.logarithm = logarithm;
    int n = rows * columns;
    y = give(y, n, known, yAt);
    dy = give(dy, n, gradient, dyAt);
    dx = room(dx, n);
    runGroups(rows);
    take(dx, n, result, dxAt);
  }
}
