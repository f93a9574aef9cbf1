package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {
  private static Map<String, Object> ours(String method, String size, double calls) {
    return Jmh.throughput(
        "GemmBenchmark." + method,
        Map.of("backend", "simd", "size", size, "threads", "1"),
        List.of(List.of(calls)),
        Map.of("gflop", 1.0));
  }

  private static Map<String, Object> peer(String method, Map<String, String> params, double calls) {
    return Jmh.throughput(
        "GemmPeer." + method, params, List.of(List.of(calls)), Map.of("gflop", 1.0));
  }

  private static Map<String, String> libtorch(String size) {
    return Map.of("size", size, "threads", "1");
  }

  private static ResultFile file() {
    Map<String, Object> peers = new LinkedHashMap<>();
    peers.put("libtorch", "2.7.1");
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("processor", "a|b");
    provenance.put("cores", 2L);
    provenance.put("flags", List.of("-Xmx1g", "-Xint"));
    provenance.put("peers", peers);
    List<Object> results = new ArrayList<>();
    results.add(ours("multiply", "8x8x8", 80));
    results.add(ours("multiply", "9x9x9", 20));
    results.add(ours("transpose", "8x8x8", 10));
    results.add(peer("multiply", libtorch("8x8x8"), 40));
    results.add(peer("multiply", libtorch("9x9x9"), 40));
    results.add(peer("transpose", libtorch("8x8x8"), 10));
    results.add(peer("multiplyByEjml", Map.of("size", "8x8x8"), 5));
    results.add(peer("invert", libtorch("8x8x8"), 10));
    results.add(Jmh.limit("GemmLimitBenchmark.multiplyAdd", Map.of(), 1, "gflop", 100));
    return new ResultFile(provenance, results);
  }

  private final List<String> lines = MarkdownReport.of(file()).lines().toList();

  private static String cells(String line) {
    return line.replaceAll(" +", " ");
  }

  private void assertHas(String line) {
    assertTrue(lines.stream().map(MarkdownReportTest::cells).anyMatch(line::equals), line);
  }

  @Test
  void itSaysWhatWasMeasuredOnWhat() {
    assertHas("- processor: `a|b`");
    assertHas("- cores: `2`");
    assertHas("- flags: `-Xmx1g -Xint`");
    assertTrue(lines.contains("  - libtorch: `2.7.1`"));
  }

  @Test
  void eachMeasurementStandsBesideItsPeers() {
    assertHas(
        "| method | backend | size | threads | ours | ejml | ratio | libtorch | ratio | rate"
            + " | of the limit |");
    assertHas(
        "| multiply | simd | 8x8x8 | 1 | 12.5 ms | 200 ms | 16.00 | 25.0 ms | 2.00"
            + " | 80.0 GFLOP/s | 80 % |");
    assertHas(
        "| multiply | simd | 9x9x9 | 1 | 50.0 ms | - | - | 25.0 ms | 0.50"
            + " | 20.0 GFLOP/s | 20 % |");
  }

  @Test
  void ratiosAreSummedUpByMethodAndForTheFamily() {
    assertHas("| multiply | simd | 1 | libtorch | 2 | 1.00 | 0.50 | 9x9x9 |");
    assertHas("| transpose | simd | 1 | libtorch | 1 | 1.00 | 1.00 | 8x8x8 |");
    assertHas("| all | simd | 1 | libtorch | 3 | 1.00 | 0.50 | multiply 9x9x9 |");
    assertHas("| multiply | simd | 1 | ejml | 1 | 16.00 | 16.00 | 8x8x8 |");
    assertFalse(
        lines.stream()
            .map(MarkdownReportTest::cells)
            .anyMatch(line -> line.startsWith("| all | simd | 1 | ejml")));
  }

  @Test
  void limitsHaveATableAndAreNoFamily() {
    assertHas("| 1 | 100 GFLOP/s |");
    assertFalse(lines.contains("## GemmLimit"));
  }

  @Test
  void aPeerThatWasMeasuredAloneIsNamed() {
    assertEquals("- Gemm.invert by libtorch {size=8x8x8, threads=1}", lines.get(lines.size() - 1));
  }
}
