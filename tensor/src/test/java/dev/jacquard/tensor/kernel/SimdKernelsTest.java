package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.simd.SimdKernels;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The SIMD kernels against the reference and against the scalar kernels, at the width that the
 * processor prefers or that the system property jacquard.simd.bits forces: the build runs this at
 * several.
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

  /**
   * Both are as near to the reference as a case allows, so they are within twice that of each
   * other.
   */
  @Order(2)
  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTheScalarKernels(KernelCase each) {
    each.twiceAsFar().compare(new ScalarKernels(), kernels());
  }
}
