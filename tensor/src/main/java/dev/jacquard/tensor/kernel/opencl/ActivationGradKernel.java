package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.Activation;

/** Gradients of activations, an item an element. */
final class ActivationGradKernel extends CurveKernel {
  float[] kept = new float[1];
  float[] dy = new float[1];
  float[] dx = new float[1];
  int items;
  int function;

  ActivationGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int i = getGlobalId(0);
    if (i < items) {
      dx[i] = slope(function, kept[i]) * dy[i];
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.PointwiseKernels#activationGrad}. */
  synchronized void apply(
      Activation f,
      int n,
      float[] known,
      int keptAt,
      float[] gradient,
      int dyAt,
      float[] result,
      int dxAt) {
    function = number(f);
    items = n;
    kept = give(kept, n, known, keptAt);
    dy = give(dy, n, gradient, dyAt);
    dx = room(dx, n);
    runItems(n);
    take(dx, n, result, dxAt);
  }
}
