package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.simd.SimdKernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIf;

/**
 * The SIMD kernels against the scalar ones, at the width that the processor prefers or that the
 * system property jacquard.simd.bits forces: the build runs this at several.
 */
@Tag("width")
@DisabledIf(value = "absent", disabledReason = "the module jdk.incubator.vector is not there")
class SimdKernelsTest extends KernelContract {
  static boolean absent() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty();
  }

  @Override
  Kernels kernels() {
    return new SimdKernels();
  }

  @Override
  Kernels judge() {
    return new ScalarKernels();
  }
}
