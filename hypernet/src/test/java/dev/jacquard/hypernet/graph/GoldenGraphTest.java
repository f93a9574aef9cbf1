package dev.jacquard.hypernet.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Graphs of networks against those of the published reference. */
class GoldenGraphTest {
  private static final int CLASSES = 10;
  private static final int IMAGE_SIZE = 32;

  @TestFactory
  Stream<DynamicTest> graphsAreThoseOfTheReference() throws IOException {
    try (Stream<Path> files = Files.walk(Golden.directory(), 2)) {
      return files
          .filter(path -> path.getFileName().toString().matches("graph(_\\d+)?\\.json"))
          .sorted()
          .toList()
          .stream()
          .map(
              path ->
                  dynamicTest(
                      Golden.directory().relativize(path).toString(), () -> checkGraph(path)));
    }
  }

  private static void checkGraph(Path path) throws TensorFileException {
    Object json = Json.read(path);
    GoldenGraph expected = GoldenGraph.read(path.resolveSibling("."), json);
    PrimitiveGraph graph = PrimitiveGraph.of(Golden.network(Golden.get(json, "net")));
    int cutoff = expected.longest() == 1 ? 1 : Distances.CUTOFF;
    GoldenGraph actual = GoldenGraph.of(graph, cutoff);

    assertEquals(expected.sortedLabels(), actual.sortedLabels());
    assertEquals(expected.edgesByLabel(), actual.edgesByLabel());
  }

  @TestFactory
  Stream<DynamicTest> sampledNetworksHaveTheCountsOfTheReference() throws IOException {
    List<String> lines = Files.readAllLines(Golden.directory().resolve("deepnets_sample.jsonl"));
    return lines.stream().map(GoldenGraphTest::countsTest);
  }

  private static DynamicTest countsTest(String line) {
    Object json;
    try {
      json = Json.parse(line);
    } catch (TensorFileException e) {
      throw new IllegalStateException(e);
    }
    String name = Golden.get(json, "split") + " " + Golden.get(json, "idx");
    return dynamicTest(name, () -> checkCounts(name, json));
  }

  private static void checkCounts(String name, Object json) {
    PrimitiveGraph graph =
        PrimitiveGraph.of(
            CellNetworkJson.of(name, json).network().build(name, CLASSES, IMAGE_SIZE));
    Distances distances = Distances.of(graph, Distances.CUTOFF);
    Map<String, Long> primitives = new TreeMap<>();
    graph
        .nodes()
        .forEach(
            node ->
                primitives.merge(node.primitive().name().toLowerCase(Locale.ROOT), 1L, Long::sum));

    assertEquals(new TreeMap<>((Map<?, ?>) Golden.get(json, "primitives")), primitives);
    assertEquals(Golden.get(json, "num_nodes"), (long) graph.size());
    assertEquals(Golden.get(json, "num_edges"), (long) graph.edgeCount());
    assertEquals(
        Golden.get(json, "num_edges_ve50"),
        (long) graph.edgeCount() + distances.virtualEdgeCount());
  }
}
