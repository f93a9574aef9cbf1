package dev.jacquard.nn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The forms for 32 pixels against the graphs that the published reference made of them. */
class GoldenSmallFormsTest {
  /** What a case is checked for. */
  @FunctionalInterface
  private interface Check {
    void on(Path directory) throws TensorFileException;
  }

  @TestFactory
  Stream<DynamicTest> primitivesAndTheirShapesAreThoseOfTheReference() throws IOException {
    return cases(GoldenSmallFormsTest::checkPrimitives);
  }

  @TestFactory
  Stream<DynamicTest> parametersAndTheirShapesAreThoseOfTheReference() throws IOException {
    return cases(GoldenSmallFormsTest::checkParameters);
  }

  private static Stream<DynamicTest> cases(Check check) throws IOException {
    try (Stream<Path> cases = Files.list(Golden.directory())) {
      return cases
          .filter(path -> path.getFileName().toString().contains("_tv_"))
          .sorted()
          .toList()
          .stream()
          .map(path -> dynamicTest(path.getFileName().toString(), () -> check.on(path)));
    }
  }

  private static Network network(Map<?, ?> graph) {
    return Models.build(
        Golden.get(Golden.map(Golden.get(graph, "net")), "name").toString(), 10, 32);
  }

  private static void checkParameters(Path directory) throws TensorFileException {
    Map<String, String> expected = new TreeMap<>();
    Golden.map(Json.read(directory.resolve("predicted_summary.json")))
        .forEach(
            (name, summary) ->
                expected.put((String) name, Golden.get(Golden.map(summary), "shape").toString()));
    Map<String, String> actual = new TreeMap<>();
    for (Weight weight : network(graph(directory)).parameters()) {
      actual.put(weight.name(), Arrays.toString(weight.shape().dims()));
    }

    assertEquals(expected, actual);
  }

  private static Map<?, ?> graph(Path directory) throws TensorFileException {
    return Golden.map(Json.read(directory.resolve("graph.json")));
  }

  private static void checkPrimitives(Path directory) throws TensorFileException {
    Map<?, ?> graph = graph(directory);
    Network network = network(graph);

    Map<String, Integer> expected = new TreeMap<>();
    for (Object node : Golden.list(Golden.get(graph, "nodes"))) {
      expected.merge(label(Golden.map(node)), 1, Integer::sum);
    }
    Map<String, Integer> actual = new TreeMap<>();
    for (Node node : network.nodes()) {
      labels(node).forEach(label -> actual.merge(label, 1, Integer::sum));
    }
    assertEquals(expected, actual);
  }

  /** The primitive, with name and shape where there is a parameter. */
  private static String label(Map<?, ?> node) {
    boolean parameter = node.containsKey("group_key");
    String primitive = Golden.get(node, "primitive").toString();
    return parameter ? primitive + " " + node.get("param_name") + node.get("shape") : primitive;
  }

  private static Stream<String> labels(Node node) {
    if (node.primitive().isEmpty()) {
      return Stream.empty();
    }
    String primitive = node.primitive().get().label();
    List<Weight> weights = node.weights();
    if (weights.isEmpty()) {
      return Stream.of(primitive);
    }
    Stream<String> first = Stream.of(primitive + " " + described(weights.get(0)));
    boolean biasNode = node.layer() instanceof Conv2d || node.layer() instanceof Linear;
    return biasNode && weights.size() > 1
        ? Stream.concat(first, Stream.of("bias " + described(weights.get(1))))
        : first;
  }

  private static String described(Weight weight) {
    return weight.name() + Arrays.toString(weight.shape().dims());
  }
}
