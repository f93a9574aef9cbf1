package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.simd.SimdKernels;

/** The contract for the kernels in the Vector API; the build runs it at several widths. */
class SimdKernelsTest extends KernelContract {
  @Override
  Kernels kernels() {
    return new SimdKernels();
  }
}
