package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryLimitBenchmarkTest {
  private static final int KIBIBYTES = 512;

  private static List<Double> moved(int threads) {
    MemoryLimitBenchmark benchmark = new MemoryLimitBenchmark();
    benchmark.kibibytes = KIBIBYTES;
    benchmark.make(threads);
    List<Double> moved = new ArrayList<>();
    Bytes read = new Bytes();
    benchmark.read(read);
    moved.add(read.gbyte);
    Bytes scaled = new Bytes();
    benchmark.scale(scaled);
    moved.add(scaled.gbyte);
    return moved;
  }

  @Test
  void bothMoveTheBytesThatTheyAreAskedToMove() {
    double expected = KIBIBYTES * 1024e-9;
    moved(1).forEach(gbyte -> assertEquals(expected, gbyte, 1e-12));
  }

  @Test
  void threadsShareThem() {
    double expected = KIBIBYTES * 1024e-9 / 2;
    moved(2).forEach(gbyte -> assertEquals(expected, gbyte, 1e-12));
  }
}
