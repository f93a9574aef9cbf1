package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.kernel.simd.SimdKernels;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SIMD kernels at a width that the processor may not have, on one small case of each. */
@Tag("forced")
@DisabledIf(
    value = "dev.jacquard.tensor.kernel.SimdKernelsTest#absent",
    disabledReason = "the module jdk.incubator.vector is not there")
class ForcedWidthTest {
  static List<KernelCase> smallCases() {
    return KernelCases.small();
  }

  @Test
  void theWidthIsForced() {
    assertTrue(Integer.getInteger("jacquard.simd.bits", 0) > 0);
  }

  @ParameterizedTest
  @MethodSource("smallCases")
  void agreesWithTheScalarKernels(KernelCase each) {
    each.twiceAsFar().compare(new ScalarKernels(), new SimdKernels());
  }
}
