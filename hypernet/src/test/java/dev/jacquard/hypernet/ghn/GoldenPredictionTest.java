package dev.jacquard.hypernet.ghn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.graph.GoldenGraph;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Predictions against those of the published reference, on both backends. */
class GoldenPredictionTest {
  @TestFactory
  Stream<DynamicTest> simdPredictsWhatTheReferencePredicts() throws IOException {
    return cases(Backend.SIMD);
  }

  @TestFactory
  Stream<DynamicTest> scalarPredictsWhatTheReferencePredicts() throws IOException {
    return cases(Backend.SCALAR);
  }

  private static Stream<DynamicTest> cases(Backend backend) throws IOException {
    return Golden.cases().stream()
        .filter(path -> Files.exists(path.resolve("forward.npz")))
        .map(path -> dynamicTest(path.getFileName().toString(), () -> check(path, backend)));
  }

  private static void check(Path directory, Backend backend) throws TensorFileException {
    Object document = Golden.json(directory, "graph.json");
    Network network = Golden.network(Golden.get(document, "net"));
    Object meta = Golden.json(directory, "case.json");
    Ghn ghn = GhnFile.read(Golden.directory().resolve(Golden.get(meta, "ghn").toString()));
    PrimitiveGraph graph = PrimitiveGraph.of(network);
    try (Compute compute = Golden.open(backend)) {
      Prediction prediction = ghn.predict(network, graph, RandomStream.of(0), compute);
      Parameters parameters = fixed(network, prediction);

      assertEquals(
          Golden.list(Golden.get(meta, "unpredicted_params")).stream().sorted().toList(),
          prediction.unpredicted().stream().sorted().toList());
      checkEmbeddings(directory, document, graph, ghn.embed(graph, compute));
      if (Files.exists(directory.resolve("predicted.npz"))) {
        checkWhole(directory, parameters);
      } else {
        checkSummaries(directory, parameters);
      }
      checkLogits(directory, network, parameters, compute);
    }
  }

  /** Layer scales, which are not predicted, begin at a constant. */
  private static Parameters fixed(Network network, Prediction prediction) {
    return Parameters.of(network, prediction.parameters().asMap());
  }

  private static void checkEmbeddings(
      Path directory, Object document, PrimitiveGraph graph, Tensor actual)
      throws TensorFileException {
    Tensor expected = Npy.read(directory.resolve("embeddings.npy")).toTensor();
    assertEquals(expected.shape(), actual.shape());
    Map<String, List<Integer>> ours = new HashMap<>();
    List<String> labels = GoldenGraph.of(graph, 1).refined();
    for (int v = 0; v < labels.size(); v++) {
      ours.computeIfAbsent(labels.get(v), label -> new ArrayList<>()).add(v);
    }
    List<String> theirs = GoldenGraph.read(directory, document).refined();
    for (int v = 0; v < theirs.size(); v++) {
      // Nodes that nothing tells apart have equal embeddings.
      List<Integer> equals = ours.getOrDefault(theirs.get(v), List.of());
      assertTrue(!equals.isEmpty(), "no node for " + v);
      for (int k = 0; k < actual.shape().dim(1); k++) {
        assertEquals(expected.get(v, k), actual.get(equals.get(0), k), 3e-5, "node " + v);
      }
    }
  }

  private static void checkWhole(Path directory, Parameters parameters) throws TensorFileException {
    Map<String, StoredArray> golden = Npz.read(directory.resolve("predicted.npz"));
    assertEquals(golden.keySet(), parameters.asMap().keySet());
    for (Map.Entry<String, StoredArray> entry : golden.entrySet()) {
      double[] expected = entry.getValue().toDoubles();
      float[] actual = parameters.get(entry.getKey()).toArray();
      double most = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      assertEquals(expected.length, actual.length, entry.getKey());
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], 2e-6 + 1e-5 * most, entry.getKey());
      }
    }
  }

  private static void checkSummaries(Path directory, Parameters parameters)
      throws TensorFileException {
    Map<?, ?> golden = (Map<?, ?>) Golden.json(directory, "predicted_summary.json");
    assertEquals(golden.keySet(), parameters.asMap().keySet());
    golden.forEach(
        (name, summary) ->
            checkSummary((String) name, summary, parameters.get((String) name).toArray()));
  }

  private static void checkSummary(String name, Object summary, float[] actual) {
    double sum = 0;
    double squares = 0;
    for (float value : actual) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / actual.length;
    double std = Math.sqrt(Math.max(0, squares / actual.length - mean * mean));
    double l2 = number(summary, "l2");
    assertEquals(l2, Math.sqrt(squares), 1e-5 * l2, name + ": l2");
    assertEquals(number(summary, "mean"), mean, 1e-5 * l2, name + ": mean");
    assertEquals(number(summary, "std"), std, 1e-5 * l2, name + ": std");
    double most = 0;
    for (float value : actual) {
      most = Math.max(most, Math.abs(value));
    }
    double tolerance = 2e-6 + 1e-5 * most;
    List<?> first = Golden.list(Golden.get(summary, "first16"));
    List<?> last = Golden.list(Golden.get(summary, "last16"));
    // Small parameters have no probe.
    boolean probed = ((Map<?, ?>) summary).containsKey("probe");
    List<?> probe = probed ? Golden.list(Golden.get(summary, "probe")) : List.of();
    int stride = probed ? (int) number(summary, "probe_stride") : 1;
    for (int i = 0; i < first.size(); i++) {
      assertEquals(value(first, i), actual[i], tolerance, name);
      assertEquals(value(last, i), actual[actual.length - last.size() + i], tolerance, name);
    }
    for (int i = 0; i < probe.size(); i++) {
      assertEquals(value(probe, i), actual[i * stride], tolerance, name);
    }
  }

  private static double number(Object summary, String key) {
    return ((Number) Golden.get(summary, key)).doubleValue();
  }

  private static double value(List<?> list, int i) {
    return ((Number) list.get(i)).doubleValue();
  }

  private static void checkLogits(
      Path directory, Network network, Parameters parameters, Compute compute)
      throws TensorFileException {
    Map<String, StoredArray> golden = Npz.read(directory.resolve("forward.npz"));
    StoredArray input = (StoredArray) Golden.get(golden, "input");
    double[] expected = ((StoredArray) Golden.get(golden, "logits")).toDoubles();
    Tensor logits = network.forward(parameters, input.toTensor(), Run.batchStatistics(), compute);
    float[] actual = logits.toArray();
    assertEquals(expected.length, actual.length);
    double mean = Arrays.stream(expected).average().orElseThrow();
    double variance =
        Arrays.stream(expected).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    for (int i = 0; i < actual.length; i++) {
      assertEquals(expected[i], actual[i], 1e-4 * Math.sqrt(variance), "logit " + i);
    }
  }
}
