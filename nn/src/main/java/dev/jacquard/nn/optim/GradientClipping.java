package dev.jacquard.nn.optim;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import java.util.Map;

/** Shortens gradients that are too long together: {@code torch.nn.utils.clip_grad_norm_}. */
public final class GradientClipping {
  private GradientClipping() {}

  /**
   * Multiplies all gradients in place by {@code min(1, max / (norm + 1e-6))}, norm being the
   * Euclidean norm of all their elements together. It is summed in double in the map's order, and
   * does not depend on the number of threads.
   *
   * @param gradients no two of which share elements
   * @param max the longest norm wanted; infinity only measures
   * @return the norm before; if it is infinite or NaN, no gradient has been changed, and the caller
   *     decides what becomes of the step
   * @throws IllegalArgumentException if max is not above 0
   */
  public static double clip(Compute compute, Map<String, Tensor> gradients, double max) {
    if (!(max > 0)) {
      throw new IllegalArgumentException("largest norm: expected above 0, got " + max);
    }
    double squares = 0;
    for (Tensor g : gradients.values()) {
      squares += compute.kernels().dot(g.size(), g.data(), g.offset(), g.data(), g.offset());
    }
    double norm = Math.sqrt(squares);
    double factor = max / (norm + 1e-6);
    if (Double.isFinite(norm) && factor < 1) {
      for (Tensor g : gradients.values()) {
        compute
            .kernels()
            .scale(g.size(), (float) factor, g.data(), g.offset(), g.data(), g.offset());
      }
    }
    return norm;
  }
}
