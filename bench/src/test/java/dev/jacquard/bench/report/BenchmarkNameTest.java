package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BenchmarkNameTest {
  @Test
  void aBenchmarkIsOurs() {
    assertEquals(
        new BenchmarkName("Gemm", "multiply", "ours"),
        BenchmarkName.of("dev.jacquard.bench.GemmBenchmark.multiply"));
  }

  @Test
  void aPeerIsLibtorch() {
    assertEquals(
        new BenchmarkName("NetworkStep", "step", "libtorch"),
        BenchmarkName.of("dev.jacquard.bench.NetworkStepPeer.step"));
  }

  @Test
  void aPeerThatSaysByWhomIsAnother() {
    assertEquals(
        new BenchmarkName("Gemm", "multiply", "netlib"),
        BenchmarkName.of("dev.jacquard.bench.GemmPeer.multiplyByNetlib"));
  }

  @Test
  void whatIsNoMethodOfAClassIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BenchmarkName.of("multiply"));
  }
}
