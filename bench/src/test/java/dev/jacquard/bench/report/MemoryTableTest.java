package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryTableTest {
  private static Object step(String side, String network, List<?> mebibytes) {
    return Jmh.withPeak(
        Jmh.averageTime(
            side + ".step", Map.of("network", network), List.of(List.of(5.0, 5.0)), Map.of()),
        mebibytes);
  }

  private static List<String> lines(List<Object> results) {
    List<Measurement> all = results.stream().map(Measurement::of).toList();
    List<Comparison> comparisons = new ArrayList<>();
    all.stream()
        .filter(m -> m.name().isOurs())
        .forEach(m -> comparisons.add(Comparison.of(m, all)));
    return new MemoryTable(comparisons)
        .lines().stream().map(line -> line.replaceAll(" +", " ")).toList();
  }

  @Test
  void theMostOfAllForksStandsBesideThatOfPeers() {
    List<String> lines =
        lines(
            List.of(
                step("NetworkStepBenchmark", "a", List.of(List.of(90.0, 100.0), List.of(80.0))),
                step("NetworkStepBenchmark", "b", List.of(List.of(50.0))),
                step("NetworkStepPeer", "a", List.of(List.of(50.0))),
                step("NetworkStepPeer", "b", List.of(List.of(100.0, 10.0)))));

    assertEquals("| network | MiB | libtorch | share |", lines.get(0));
    assertEquals("| a | 100 | 50.0 | 2.00 |", lines.get(2));
    assertEquals("| b | 50.0 | 100 | 0.50 |", lines.get(3));
    assertEquals("| geometric mean | | | 1.00 |", lines.get(4));
  }

  @Test
  void withoutMemoryThereIsNoTable() {
    Object timed = Jmh.averageTime("XBenchmark.step", Map.of(), List.of(List.of(5.0)), Map.of());

    assertEquals(List.of(), lines(List.of(timed)));
  }
}
