package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static Measurement kernel(int threads, String counter, double perCall, double calls) {
    return Measurement.of(
        Jmh.throughput(
            "XBenchmark.f",
            Map.of("threads", String.valueOf(threads)),
            List.of(List.of(calls)),
            Map.of(counter, perCall)));
  }

  private static Measurement flops(int threads, double rate) {
    return Measurement.of(
        Jmh.limit("GemmLimitBenchmark.multiplyAdd", Map.of(), threads, "gflop", rate));
  }

  private static Measurement bytes(String method, int kibibytes, double rate) {
    return Measurement.of(
        Jmh.limit(
            "MemoryLimitBenchmark." + method,
            Map.of("kibibytes", String.valueOf(kibibytes)),
            1,
            "gbyte",
            rate));
  }

  private final Limits limits =
      new Limits(
          List.of(
              flops(1, 100),
              flops(2, 190),
              bytes("read", 512, 60),
              bytes("scale", 512, 80),
              bytes("read", 262_144, 20),
              bytes("scale", 262_144, 10)));

  @Test
  void theLimitIsThatOfAsManyThreads() {
    assertEquals(0.5, limits.share(kernel(1, "gflop", 1, 50)).orElseThrow(), 1e-12);
    assertEquals(0.5, limits.share(kernel(2, "gflop", 1, 95)).orElseThrow(), 1e-12);
    assertEquals(Optional.empty(), limits.share(kernel(3, "gflop", 1, 95)));
  }

  @Test
  void theLimitOfBytesIsTheFasterOneOfAboutAsManyBytes() {
    double small = 768 * 1024e-9;
    double large = 90_000 * 1024e-9;
    assertEquals(0.5, limits.share(kernel(1, "gbyte", small, 40 / small)).orElseThrow(), 1e-12);
    assertEquals(0.5, limits.share(kernel(1, "gbyte", large, 10 / large)).orElseThrow(), 1e-12);
    assertEquals(Optional.empty(), limits.share(kernel(2, "gbyte", small, 1)));
  }

  @Test
  void whatHasNoLimitHasNoShare() {
    assertEquals(Optional.empty(), limits.share(kernel(1, "image", 1, 1)));
  }

  @Test
  void whatIsMissingIsToldByThreads() {
    List<Measurement> measured =
        Stream.of(
                flops(1, 100),
                kernel(1, "gflop", 1, 1),
                kernel(2, "gflop", 1, 1),
                kernel(2, "gbyte", 1, 1),
                kernel(4, "node", 1, 1))
            .toList();
    assertEquals("{2=[GemmLimit, MemoryLimit]}", Limits.missing(measured).toString());
  }
}
