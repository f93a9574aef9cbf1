package dev.jacquard.tensor.kernel;

/** The scalar kernels against the double-precision reference. */
class ScalarKernelsTest extends KernelContract {
  @Override
  Kernels kernels() {
    return new ScalarKernels();
  }
}
