package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.AdamStep;

/** Steps of Adam and AdamW, an item a parameter. */
final class AdamKernel extends DeviceKernel {
  float[] p = new float[1];
  float[] g = new float[1];
  float[] m = new float[1];
  float[] v = new float[1];
  int items;
  float beta1;
  float beta2;
  float rest1;
  float rest2;
  float eps;
  float size;
  float root;
  float shrink;
  float decay;

  AdamKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int i = getGlobalId(0);
    if (i < items) {
      float weight = p[i];
      float gradient = g[i] + decay * weight;
      float first = beta1 * m[i] + rest1 * gradient;
      float second = beta2 * v[i] + rest2 * gradient * gradient;
      m[i] = first;
      v[i] = second;
      p[i] = shrink * weight - size * first / (sqrt(second) / root + eps);
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.UpdateKernels#adam}. */
  synchronized void step(
      AdamStep step,
      int n,
      float[] weights,
      int pAt,
      float[] gradients,
      int gAt,
      float[] firsts,
      int mAt,
      float[] seconds,
      int vAt) {
    beta1 = (float) step.beta1();
    beta2 = (float) step.beta2();
    rest1 = (float) (1 - step.beta1());
    rest2 = (float) (1 - step.beta2());
    eps = (float) step.eps();
    size = (float) (step.learningRate() / step.correction1());
    root = (float) Math.sqrt(step.correction2());
    shrink = step.decoupled() ? (float) (1 - step.learningRate() * step.weightDecay()) : 1;
    decay = step.decoupled() ? 0 : (float) step.weightDecay();
    items = n;
    p = give(p, n, weights, pAt);
    g = give(g, n, gradients, gAt);
    m = give(m, n, firsts, mAt);
    v = give(v, n, seconds, vAt);
    runItems(n);
    take(p, n, weights, pAt);
    take(m, n, firsts, mAt);
    take(v, n, seconds, vAt);
  }
}
