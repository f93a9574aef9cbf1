package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** Element by element, an item an element; the second operand may have one value a channel. */
final class PointwiseKernel extends DeviceKernel {
  static final int ADD = 0;
  static final int SUBTRACT = 1;
  static final int MULTIPLY = 2;
  static final int SCALE = 3;
  static final int ADD_SCALED = 4;

  float[] a = new float[1];
  float[] b = new float[1];
  float[] y = new float[1];
  int items;
  int operation;
  float factor;

  /** Element i of A meets element {@code i / inner % channels} of B. */
  int channels;

  int inner;

  PointwiseKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int i = getGlobalId(0);
    if (i < items) {
      float left = a[i];
      float right = b[(i / inner) % channels];
      float value = left + right;
      if (operation == SUBTRACT) {
        value = left - right;
      } else if (operation == MULTIPLY) {
        value = left * right;
      } else if (operation == SCALE) {
        value = factor * left;
      } else if (operation == ADD_SCALED) {
        value = left + factor * right;
      }
      y[i] = value;
    }
  }

  /** {@code y = a op b}, B having {@code count} elements, each for {@code spread} of A. */
  synchronized void combine(
      int operation,
      float factor,
      int n,
      float[] left,
      int aAt,
      int count,
      int spread,
      float[] right,
      int bAt,
      float[] result,
      int yAt) {
    this.operation = operation;
    this.factor = factor;
    items = n;
    channels = count;
    inner = spread;
    a = give(a, n, left, aAt);
    b = give(b, count, right, bAt);
    y = room(y, n);
    runItems(n);
    take(y, n, result, yAt);
  }
}
