package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PredictBenchmarkTest {
  private final Nodes nodes = new Nodes();

  @Test
  void everyStageGivesWhatThePredictionIsMadeOf() throws IOException {
    PredictBenchmark benchmark = new PredictBenchmark();
    benchmark.network = "squeezenet1_1";
    int parameters = benchmark.network().parameters().size();
    OneCall.of(
        benchmark,
        () -> {
          assertTrue(benchmark.graph(nodes).virtualEdgeCount() > 0);
          assertEquals(nodes.node, benchmark.embedding(new Nodes()).shape().dim(0));
          assertEquals(parameters, benchmark.decoding(nodes).parameters().asMap().size());
          assertEquals(parameters, benchmark.all(nodes).parameters().asMap().size());
        });
  }

  @Test
  void graphsGrowWithTheirCells() throws IOException {
    assertTrue(nodes(1) < nodes(3));
  }

  private static long nodes(int cells) throws IOException {
    PredictGrowthBenchmark benchmark = new PredictGrowthBenchmark();
    benchmark.cells = cells;
    Nodes counted = new Nodes();
    OneCall.of(benchmark, () -> benchmark.graph(counted));
    return counted.node;
  }
}
