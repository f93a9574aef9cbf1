package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

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
  void graphsGrowFromFiftyNodesToFiveThousand() throws NoSuchFieldException {
    PredictGrowthBenchmark benchmark = new PredictGrowthBenchmark();
    List<Integer> nodes = new ArrayList<>();
    Param cells = PredictGrowthBenchmark.class.getField("cells").getAnnotation(Param.class);
    for (String value : cells.value()) {
      benchmark.cells = Integer.parseInt(value);
      nodes.add(PrimitiveGraph.of(benchmark.network()).size());
    }
    assertEquals(List.of(48, 78, 206, 500, 1046, 2138, 5330), nodes);
  }

  @Test
  void aDeepNetworkIsPredicted() throws IOException {
    PredictGrowthBenchmark benchmark = new PredictGrowthBenchmark();
    benchmark.cells = 1;
    OneCall.of(benchmark, () -> assertTrue(benchmark.all(nodes).parameters().asMap().size() > 0));
    assertEquals(48, nodes.node);
  }
}
