package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.SgdStep;
import dev.jacquard.tensor.kernel.UpdateKernels;

/** Steps of optimisers, cut anywhere. */
interface ParallelUpdate extends UpdateKernels, SplitOwner {
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
    split()
        .elements(
            n,
            (from, to, k) ->
                k.sgd(step, to - from, p, pAt + from, g, gAt + from, velocity, velocityAt + from));
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
    split()
        .elements(
            n,
            (from, to, k) ->
                k.adam(
                    step, to - from, p, pAt + from, g, gAt + from, m, mAt + from, v, vAt + from));
  }
}
