package dev.jacquard.hypernet.ghn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.GoldenNetwork;
import dev.jacquard.hypernet.graph.GoldenGraph;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A prediction against that of the published reference. */
public final class PredictionCheck {
  private final GoldenNetwork golden;
  private final Backend backend;

  public PredictionCheck(GoldenNetwork golden, Backend backend) {
    this.golden = golden;
    this.backend = backend;
  }

  private Prediction predict(Network network, Compute compute) throws TensorFileException {
    return golden.ghn().predict(network, RandomStream.of(0), compute);
  }

  /** The network's parameters; the file has them whole or what sums them up. */
  public void parameters() throws TensorFileException {
    Network network = golden.build();
    try (Compute compute = Golden.open(backend)) {
      Prediction prediction = predict(network, compute);

      checkUnpredicted(prediction.unpredicted());
      if (golden.has("predicted", "npz")) {
        checkWhole(prediction.parameters());
      } else {
        checkSummaries(prediction.parameters());
      }
    }
  }

  /** Training cases do not say which are left. */
  private void checkUnpredicted(List<String> actual) throws TensorFileException {
    Map<?, ?> meta = (Map<?, ?>) Golden.json(golden.directory(), "case.json");
    if (meta.containsKey("unpredicted_params")) {
      List<?> expected = Golden.list(Golden.get(meta, "unpredicted_params"));

      assertEquals(expected.stream().sorted().toList(), actual.stream().sorted().toList());
    }
  }

  private void checkWhole(Parameters parameters) throws TensorFileException {
    Map<String, StoredArray> all = Npz.read(golden.file("predicted", "npz"));
    assertEquals(all.keySet(), parameters.asMap().keySet());
    for (Map.Entry<String, StoredArray> entry : all.entrySet()) {
      double[] expected = entry.getValue().toDoubles();
      float[] actual = parameters.get(entry.getKey()).toArray();
      double most = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      assertEquals(expected.length, actual.length, entry.getKey());
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], 2e-6 + 1e-5 * most, entry.getKey());
      }
    }
  }

  private void checkSummaries(Parameters parameters) throws TensorFileException {
    Map<?, ?> all = (Map<?, ?>) Json.read(golden.file("predicted_summary", "json"));
    assertEquals(all.keySet(), parameters.asMap().keySet());
    all.forEach(
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
    double l2 = Golden.number(summary, "l2");
    assertEquals(l2, Math.sqrt(squares), 1e-5 * l2, name + ": l2");
    assertEquals(Golden.number(summary, "mean"), mean, 1e-5 * l2, name + ": mean");
    assertEquals(Golden.number(summary, "std"), std, 1e-5 * l2, name + ": std");
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
    int stride = probed ? (int) Golden.number(summary, "probe_stride") : 1;
    for (int i = 0; i < first.size(); i++) {
      assertEquals(value(first, i), actual[i], tolerance, name);
      assertEquals(value(last, i), actual[actual.length - last.size() + i], tolerance, name);
    }
    for (int i = 0; i < probe.size(); i++) {
      assertEquals(value(probe, i), actual[i * stride], tolerance, name);
    }
  }

  private static double value(List<?> list, int i) {
    return ((Number) list.get(i)).doubleValue();
  }

  /**
   * What message passing ends with; the file has the nodes of all networks of the case in a row.
   */
  public void embeddings() throws TensorFileException {
    PrimitiveGraph graph = PrimitiveGraph.of(golden.build());
    Tensor expected = Npy.read(golden.directory().resolve("embeddings.npy")).toTensor();
    List<GoldenNetwork> networks = GoldenNetwork.of(golden.directory());
    int first = nodes(networks.subList(0, golden.index()));
    try (Compute compute = Golden.open(backend)) {
      Tensor actual = golden.ghn().embed(graph, compute);

      assertEquals(Shape.of(nodes(networks), actual.shape().dim(1)), expected.shape());
      checkRows(expected, first, actual, graph);
    }
  }

  private static int nodes(List<GoldenNetwork> networks) throws TensorFileException {
    int nodes = 0;
    for (GoldenNetwork network : networks) {
      nodes += Golden.list(Golden.get(network.graph(), "nodes")).size();
    }
    return nodes;
  }

  private void checkRows(Tensor expected, int first, Tensor actual, PrimitiveGraph graph)
      throws TensorFileException {
    Map<String, List<Integer>> ours = new HashMap<>();
    List<String> labels = GoldenGraph.of(graph, 1).refined();
    for (int v = 0; v < labels.size(); v++) {
      ours.computeIfAbsent(labels.get(v), label -> new ArrayList<>()).add(v);
    }
    List<String> theirs = GoldenGraph.read(golden.directory(), golden.graph()).refined();
    assertEquals(theirs.size(), actual.shape().dim(0));
    for (int v = 0; v < theirs.size(); v++) {
      // Nodes that nothing tells apart have equal embeddings.
      List<Integer> equals = ours.getOrDefault(theirs.get(v), List.of());
      assertTrue(!equals.isEmpty(), "no node for " + v);
      for (int k = 0; k < actual.shape().dim(1); k++) {
        assertEquals(expected.get(first + v, k), actual.get(equals.get(0), k), 3e-5, "node " + v);
      }
    }
  }

  /** What the network computes with its predicted parameters. */
  public void logits() throws TensorFileException {
    Network network = golden.build();
    Map<String, StoredArray> all = Npz.read(golden.directory().resolve("forward.npz"));
    Tensor input = ((StoredArray) Golden.get(all, "input")).toTensor();
    double[] expected = ((StoredArray) Golden.get(all, "logits")).toDoubles();
    try (Compute compute = Golden.open(backend)) {
      Parameters parameters = predict(network, compute).parameters();
      float[] actual = network.forward(parameters, input, Run.batchStatistics(), compute).toArray();

      assertEquals(expected.length, actual.length);
      double tolerance = 1e-4 * deviation(expected);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(expected[i], actual[i], tolerance, "logit " + i);
      }
    }
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }
}
