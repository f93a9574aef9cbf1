package dev.jacquard.tensor.kernel;

/** Steps of optimisers on n parameters. */
public interface UpdateKernels {
  /**
   * One step of gradient descent: {@code g' = g + weightDecay * p}; {@code velocity = momentum *
   * velocity + g'}; {@code p -= learningRate * d} with d the velocity, or {@code g' + momentum *
   * velocity} for Nesterov. Velocities start at 0; without momentum, velocity is neither read nor
   * written and d = g'.
   */
  void sgd(
      SgdStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] velocity,
      int velocityAt);

  /**
   * One step of Adam or AdamW: {@code m = beta1 * m + (1 - beta1) * g'}; {@code v = beta2 * v + (1
   * - beta2) * g'^2}; {@code p -= learningRate / correction1 * m / (sqrt(v / correction2) + eps)}.
   * Moments start at 0.
   */
  void adam(
      AdamStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt);
}
