package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GhnStepBenchmarkTest {
  @Test
  void aStepUpdatesTheHypernetwork() throws IOException {
    GhnStepBenchmark benchmark = new GhnStepBenchmark();
    benchmark.batch = 1;
    benchmark.networks = 1;
    OneCall.of(benchmark, () -> assertTrue(benchmark.step(new Images()).updated()));
  }

  @Test
  void theMetaBatchIsOfEightNetworks() throws IOException {
    assertEquals(8, MetaBatch.networks(32).size());
  }
}
