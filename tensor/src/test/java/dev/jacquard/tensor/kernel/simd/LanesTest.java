package dev.jacquard.tensor.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

@DisabledIf(
    value = "dev.jacquard.tensor.kernel.SimdKernelsTest#absent",
    disabledReason = "the module jdk.incubator.vector is not there")
class LanesTest {
  @Test
  void thePropertyForcesTheWidth() {
    assertEquals(4, Lanes.species("128").length());
    assertEquals(8, Lanes.species("256").length());
    assertEquals(16, Lanes.species("512").length());
  }

  @Test
  void withoutThePropertyTheWidthIsOneOfThose() {
    int bits = Lanes.species(null).vectorBitSize();
    assertEquals(bits, Lanes.species(String.valueOf(bits)).vectorBitSize());
  }

  @Test
  void anotherWidthIsRefusedByName() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Lanes.species("64"));
    assertEquals("jacquard.simd.bits is 64, expected 128, 256 or 512", refused.getMessage());
  }
}
