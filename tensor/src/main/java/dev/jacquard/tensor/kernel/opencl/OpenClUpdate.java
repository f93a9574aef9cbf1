package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.SgdStep;
import dev.jacquard.tensor.kernel.UpdateKernels;

/** Steps of optimisers: Adam has a kernel. */
interface OpenClUpdate extends UpdateKernels, OpenClOwner {
  /** Operations that Adam takes for a parameter. */
  int ADAM = 12;

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
    host().sgd(step, n, p, pAt, g, gAt, velocity, velocityAt);
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
    if (worth((long) ADAM * n, 7L * n)) {
      device().adam.step(step, n, p, pAt, g, gAt, m, mAt, v, vAt);
    } else {
      host().adam(step, n, p, pAt, g, gAt, m, mAt, v, vAt);
    }
  }
}
