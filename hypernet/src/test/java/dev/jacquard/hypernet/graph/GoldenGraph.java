package dev.jacquard.hypernet.graph;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.tensor.io.Npz;
import dev.jacquard.tensor.io.StoredArray;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A graph of the published reference, or of ours, as labels and edges {@code [from, to, length]}.
 */
public final class GoldenGraph {
  /** The primitives that stand for parameters; names of others mean nothing. */
  private static final Set<String> PREDICTED =
      Set.of("conv", "sep_conv", "dil_conv", "bias", "bn", "ln", "pos_enc");

  private final List<String> labels;
  private final List<int[]> edges;

  private GoldenGraph(List<String> labels, List<int[]> edges) {
    this.labels = labels;
    this.edges = edges;
  }

  /** The graph of a file; edges are those of the file beside it where it has only the real ones. */
  public static GoldenGraph read(Path directory, Object json) throws TensorFileException {
    List<String> labels =
        Golden.list(Golden.get(json, "nodes")).stream().map(GoldenGraph::label).toList();
    Path complete = directory.resolve("edges.npz");
    boolean all = Boolean.TRUE.equals(((Map<?, ?>) json).get("edges_complete"));
    return new GoldenGraph(
        labels,
        all || !Files.exists(complete) ? edges(Golden.get(json, "edges")) : edges(complete));
  }

  private static List<int[]> edges(Object json) {
    return Golden.list(json).stream()
        .map(edge -> Golden.list(edge).stream().mapToInt(i -> Math.toIntExact((long) i)).toArray())
        .toList();
  }

  private static List<int[]> edges(Path npz) throws TensorFileException {
    StoredArray array = Npz.read(npz).values().iterator().next();
    double[] values = array.toDoubles();
    List<int[]> edges = new ArrayList<>();
    for (int i = 0; i < values.length; i += 3) {
      edges.add(new int[] {(int) values[i], (int) values[i + 1], (int) values[i + 2]});
    }
    return edges;
  }

  private static String label(Object node) {
    Map<?, ?> map = (Map<?, ?>) node;
    String primitive = Golden.get(node, "primitive").toString();
    String name = PREDICTED.contains(primitive) ? Golden.get(node, "param_name").toString() : "";
    return label(
        primitive,
        name,
        Objects.toString(map.get("shape")).replace("NONE", "").replace("null", ""));
  }

  private static String label(String primitive, String parameter, String shape) {
    return primitive + " " + parameter + " " + shape;
  }

  /** One of ours, with edges up to a length. */
  public static GoldenGraph of(PrimitiveGraph graph, int cutoff) {
    List<String> labels =
        graph.nodes().stream()
            .map(
                node ->
                    label(
                        node.primitive().label(),
                        node.parameter().orElse(""),
                        node.shape().map(shape -> Arrays.toString(shape.dims())).orElse("")))
            .toList();
    Distances distances = Distances.of(graph, cutoff);
    List<int[]> edges = new ArrayList<>();
    for (int u = 0; u < graph.size(); u++) {
      for (int v = 0; v < graph.size(); v++) {
        int length = distances.between(u, v);
        if (length > 0) {
          edges.add(new int[] {u, v, length});
        }
      }
    }
    return new GoldenGraph(labels, edges);
  }

  /** Labels that tell nodes apart by the real edges around them. */
  public List<String> refined() {
    return Refinement.of(labels, edges.stream().filter(edge -> edge[2] == 1).toList());
  }

  /** All edges, by the refined labels of their ends, sorted. */
  List<String> edgesByLabel() {
    List<String> refined = refined();
    return edges.stream()
        .map(edge -> refined.get(edge[0]) + " " + refined.get(edge[1]) + " " + edge[2])
        .sorted()
        .toList();
  }

  /** The labels with which nodes begin, sorted. */
  List<String> sortedLabels() {
    return labels.stream().sorted().toList();
  }

  int longest() {
    return edges.stream().mapToInt(edge -> edge[2]).max().orElse(0);
  }
}
