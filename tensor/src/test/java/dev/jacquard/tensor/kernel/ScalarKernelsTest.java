package dev.jacquard.tensor.kernel;

import org.junit.jupiter.api.Tag;

/** The scalar kernels against the double-precision reference. */
@Tag("portable")
class ScalarKernelsTest extends KernelContract {
  @Override
  Kernels kernels() {
    return new ScalarKernels();
  }
}
