package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  /** Two forks; an outlier moves the mean, and not the median. */
  private static final List<?> CALLS = List.of(List.of(4.0, 1000.0, 5.0), List.of(3.0, 6.0));

  private static Measurement ours(Map<String, String> params) {
    return Measurement.of(Jmh.throughput("XBenchmark.f", params, CALLS, Map.of()));
  }

  private static Measurement peer(Map<String, String> params) {
    return Measurement.of(Jmh.throughput("XPeer.f", params, CALLS, Map.of()));
  }

  @Test
  void callsASecondGiveTheMedianTimeOfACallAndTheMedianRate() {
    Measurement measured =
        Measurement.of(Jmh.throughput("XBenchmark.f", Map.of(), CALLS, Map.of("gflop", 2.0)));
    assertEquals(0.2, measured.seconds(), 1e-15);
    assertEquals(10, measured.rates().getOrDefault(Counter.GFLOP, 0.0), 1e-12);
    assertEquals(2, measured.amount(Counter.GFLOP).orElseThrow(), 1e-12);
  }

  @Test
  void millisecondsACallGiveTheSame() {
    List<?> times = List.of(List.of(250.0, 1.0), List.of(200.0, 333.0, 100.0));
    Measurement measured =
        Measurement.of(Jmh.averageTime("XBenchmark.f", Map.of(), times, Map.of("node", 50.0)));
    assertEquals(0.2, measured.seconds(), 1e-15);
    assertEquals(250, measured.rates().getOrDefault(Counter.NODE, 0.0), 1e-9);
    assertEquals(50, measured.amount(Counter.NODE).orElseThrow(), 1e-9);
  }

  @Test
  void whatIsCountedButNeverHappensHasNoRate() {
    Measurement measured =
        Measurement.of(Jmh.throughput("XBenchmark.f", Map.of(), CALLS, Map.of("gflop", 0.0)));
    assertEquals(Map.of(), measured.rates());
    assertEquals(Optional.empty(), measured.amount(Counter.GFLOP));
  }

  @Test
  void threadsAreTheParameterAndElseThoseOfJmh() {
    assertEquals(2, ours(Map.of("threads", "2")).threads());
    assertEquals(1, ours(Map.of()).threads());
    assertEquals(
        4, Measurement.of(Jmh.limit("GemmLimitBenchmark.f", Map.of(), 4, "gflop", 1)).threads());
  }

  @Test
  void thePeersWorkIsTheSameWhicheverKernelsAreOurs() {
    Measurement peer = peer(Map.of("size", "1", "threads", "2"));
    assertTrue(peer.isSameWorkAs(ours(Map.of("backend", "simd", "size", "1", "threads", "2"))));
    assertFalse(peer.isSameWorkAs(ours(Map.of("backend", "simd", "size", "2", "threads", "2"))));
  }

  @Test
  void aPeerThatHasOneThreadIsComparedWithOneThread() {
    Measurement peer = peer(Map.of("size", "1"));
    assertTrue(peer.isSameWorkAs(ours(Map.of("size", "1", "threads", "1"))));
    assertFalse(peer.isSameWorkAs(ours(Map.of("size", "1", "threads", "2"))));
  }

  @Test
  void aResultOfPercentilesIsRefused() {
    Map<String, Object> sampled = Jmh.throughput("XBenchmark.f", Map.of(), CALLS, Map.of());
    sampled.put("primaryMetric", Map.of("scoreUnit", "ms/op"));
    assertThrows(IllegalArgumentException.class, () -> Measurement.of(sampled));
  }
}
