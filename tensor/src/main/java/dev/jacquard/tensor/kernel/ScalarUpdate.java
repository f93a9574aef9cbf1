package dev.jacquard.tensor.kernel;

/** Steps of optimisers in plain loops, rounded where PyTorch rounds. */
public interface ScalarUpdate extends UpdateKernels {
  @Override
  default void sgd(
      SgdStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] velocity,
      int velocityAt) {
    float rate = step.learningRate();
    float momentum = step.momentum();
    float decay = step.weightDecay();
    if (momentum == 0) {
      for (int i = 0; i < n; i++) {
        float w = p[pAt + i];
        p[pAt + i] = w - rate * (g[gAt + i] + decay * w);
      }
      return;
    }
    // How much of the new gradient and of the new velocity goes into the update.
    float fromGradient = step.nesterov() ? 1 : 0;
    float fromVelocity = step.nesterov() ? momentum : 1;
    for (int i = 0; i < n; i++) {
      float w = p[pAt + i];
      float d = g[gAt + i] + decay * w;
      float v = momentum * velocity[velocityAt + i] + d;
      velocity[velocityAt + i] = v;
      p[pAt + i] = w - rate * (fromGradient * d + fromVelocity * v);
    }
  }

  @Override
  default void adam(
      AdamStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt) {
    float beta1 = (float) step.beta1();
    float beta2 = (float) step.beta2();
    float rest1 = (float) (1 - step.beta1());
    float rest2 = (float) (1 - step.beta2());
    float eps = (float) step.eps();
    float size = (float) (step.learningRate() / step.correction1());
    float root = (float) Math.sqrt(step.correction2());
    double rateDecay = step.learningRate() * step.weightDecay();
    float shrink = step.decoupled() ? (float) (1 - rateDecay) : 1;
    float decay = step.decoupled() ? 0 : (float) step.weightDecay();
    for (int i = 0; i < n; i++) {
      float w = p[pAt + i];
      float d = g[gAt + i] + decay * w;
      float first = beta1 * m[mAt + i] + rest1 * d;
      float second = beta2 * v[vAt + i] + rest2 * d * d;
      m[mAt + i] = first;
      v[vAt + i] = second;
      float denominator = (float) Math.sqrt(second) / root + eps;
      p[pAt + i] = shrink * w - size * first / denominator;
    }
  }
}
