package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.Activation;

/** Activations, an item an element. */
final class ActivationKernel extends CurveKernel {
  float[] x = new float[1];
  float[] y = new float[1];
  int items;
  int function;

  ActivationKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int i = getGlobalId(0);
    if (i < items) {
      y[i] = value(function, x[i]);
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.PointwiseKernels#activation}. */
  synchronized void apply(Activation f, int n, float[] input, int xAt, float[] result, int yAt) {
    function = number(f);
    items = n;
    x = give(x, n, input, xAt);
    y = room(y, n);
    runItems(n);
    take(y, n, result, yAt);
  }
}
