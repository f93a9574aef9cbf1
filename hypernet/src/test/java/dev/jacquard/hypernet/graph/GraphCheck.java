package dev.jacquard.hypernet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.GoldenNetwork;
import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.tensor.io.TensorFileException;
import java.util.Map;
import java.util.TreeMap;

/** Graphs of networks against those of the published reference. */
public final class GraphCheck {
  private static final int CLASSES = 10;
  private static final int IMAGE_SIZE = 32;

  private GraphCheck() {}

  /** Nodes and edges, virtual ones included where the file has them. */
  public static void graph(GoldenNetwork golden) throws TensorFileException {
    GoldenGraph expected = GoldenGraph.read(golden.directory(), golden.graph());
    PrimitiveGraph graph = PrimitiveGraph.of(golden.build());
    int cutoff = expected.longest() == 1 ? 1 : Distances.CUTOFF;
    GoldenGraph actual = GoldenGraph.of(graph, cutoff);

    assertEquals(expected.sortedLabels(), actual.sortedLabels());
    assertEquals(expected.edgesByLabel(), actual.edgesByLabel());
  }

  /** How many nodes of each kind and edges a sampled network has. */
  public static void counts(String name, Object json) {
    PrimitiveGraph graph =
        PrimitiveGraph.of(
            CellNetworkJson.of(name, json).network().build(name, CLASSES, IMAGE_SIZE));
    Distances distances = Distances.of(graph, Distances.CUTOFF);
    Map<String, Long> primitives = new TreeMap<>();
    graph.nodes().forEach(node -> primitives.merge(node.primitive().label(), 1L, Long::sum));

    assertEquals(new TreeMap<>((Map<?, ?>) Golden.get(json, "primitives")), primitives);
    assertEquals(Golden.get(json, "num_nodes"), (long) graph.size());
    assertEquals(Golden.get(json, "num_edges"), (long) graph.edgeCount());
    assertEquals(
        Golden.get(json, "num_edges_ve50"),
        (long) graph.edgeCount() + distances.virtualEdgeCount());
  }
}
