package dev.jacquard.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("portable")
class ComputeTest {
  static boolean vectors() {
    return Backend.simdObstacle().isEmpty();
  }

  @Test
  void scalarIsThereOnEveryJvm() {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      assertEquals(Backend.SCALAR, compute.backend());
      assertEquals("scalar (asked for), 1 thread", compute.toString());
    }
  }

  @Test
  void autoAlwaysFindsABackendAndSaysWhy() {
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      assertEquals(vectors() ? Backend.SIMD : Backend.SCALAR, compute.backend());
      assertTrue(compute.reason().contains("module"), compute.reason());
    }
  }

  @Test
  @DisabledIf(value = "vectors", disabledReason = "vectors can run here")
  void simdThatCannotRunIsAnErrorThatNamesTheFlag() {
    UnsupportedOperationException e =
        assertThrows(
            UnsupportedOperationException.class, () -> Compute.open(Backend.SIMD, 1).close());
    assertEquals(
        "backend simd: module absent; add it with --add-modules jdk.incubator.vector",
        e.getMessage());
  }

  @Test
  @EnabledIf(value = "vectors", disabledReason = "vectors cannot run here")
  void twoBackendsLiveSideBySide() {
    float[] a = {1, 2, 3, 4};
    try (Compute scalar = Compute.open(Backend.SCALAR, 2);
        Compute simd = Compute.open(Backend.SIMD, 2)) {
      for (Compute compute : new Compute[] {scalar, simd, scalar}) {
        float[] c = new float[4];
        compute.kernels().gemm(2, 2, 2, a, 0, 2, 1, a, 0, 2, 1, 0, c, 0, 2);
        assertEquals("[7.0, 10.0, 15.0, 22.0]", Arrays.toString(c));
      }
    }
  }

  @Test
  void openclSaysThatItIsNotThere() {
    assertThrows(
        UnsupportedOperationException.class, () -> Compute.open(Backend.OPENCL, 1).close());
  }

  @Test
  void oneThreadMakesNoThread() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      compute.kernels().sum(1 << 20, new float[1 << 20], 0);
      assertEquals(Set.of(), workersNotIn(before));
    }
  }

  @Test
  void closingEndsTheThreads() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Compute compute = Compute.open(Backend.SCALAR, 3);
    assertEquals(2, workersNotIn(before).size());
    compute.close();
    compute.close();
    assertEquals(Set.of(), workersNotIn(before));
  }

  private static Set<Thread> workersNotIn(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.getName().startsWith("jacquard"))
        .collect(Collectors.toSet());
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThrows(IllegalArgumentException.class, () -> Compute.open(Backend.SCALAR, 0).close());
  }

  @Test
  void simdNeedsTheModuleAndTheC2Compiler() {
    String hotspot = "OpenJDK 64-Bit Server VM";
    assertTrue(Backend.simdObstacle(true, hotspot, "mixed mode, sharing").isEmpty());
    assertTrue(Backend.simdObstacle(false, hotspot, "mixed mode, sharing").isPresent());
    assertTrue(Backend.simdObstacle(true, hotspot, "interpreted mode, sharing").isPresent());
    assertTrue(Backend.simdObstacle(true, hotspot, "mixed mode, emulated-client").isPresent());
    assertTrue(Backend.simdObstacle(true, "OpenJDK 64-Bit Client VM", "mixed mode").isPresent());
    assertTrue(Backend.simdObstacle(true, "Eclipse OpenJ9 VM", "JRE 17").isPresent());
    assertTrue(Backend.simdObstacle(true, "Substrate VM", "static mode").isPresent());
  }

  @Test
  void backendsAreNamedInLowerCase() {
    for (Backend backend : Backend.values()) {
      assertEquals(backend, Backend.parse(backend.toString()));
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Backend.parse("cuda"));
    assertEquals("backend 'cuda': expected auto, scalar, simd or opencl", e.getMessage());
    assertNotEquals("SIMD", Backend.SIMD.toString());
  }
}
