package dev.jacquard.cli;

import dev.jacquard.cli.Table.Align;
import dev.jacquard.cli.draw.GraphDrawing;
import dev.jacquard.hypernet.graph.Distances;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.io.AtomicFile;
import dev.jacquard.tensor.io.None;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the graph of primitives as which a hypernetwork sees a network. */
@Command(
    name = "graph",
    header = "Print or draw a network as hypernetworks see it: as a graph of primitives.",
    description = {
      "",
      "Virtual edges join nodes that are 2 to "
          + Distances.CUTOFF
          + " edges apart. --json prints all nodes and edges; a drawing has the real edges only."
    })
final class Graph implements Subcommand {
  @Mixin NetworkArgument network = new NetworkArgument();

  @Option(names = "--svg", paramLabel = "FILE", description = "Where a drawing of the graph goes.")
  Optional<Path> svg = Optional.empty();

  @Override
  public Result run(Session session) throws IOException {
    Network built = network.build(NetworkArgument.CLASSES, BatchLoader.DEFAULT_IMAGE_SIZE);
    PrimitiveGraph graph = PrimitiveGraph.of(built);
    Distances distances = Distances.of(graph, Distances.CUTOFF);
    if (svg.isPresent()) {
      byte[] drawing = GraphDrawing.svg(built, graph).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(svg.get(), out -> out.write(drawing));
    }

    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", built.name());
    json.put("parameters", built.parameterCount());
    json.put("edgeCount", graph.edgeCount());
    json.put("virtualEdges", distances.virtualEdgeCount());
    json.put("nodes", graph.nodes().stream().map(Graph::json).toList());
    json.put("edges", edges(graph, distances));
    svg.ifPresent(file -> json.put("svg", file.toString()));
    return new Result(json, text(built, graph, distances));
  }

  private static Map<String, Object> json(PrimitiveNode node) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("index", node.index());
    json.put("primitive", node.primitive().label());
    json.put("param_name", node.parameter().<Object>map(name -> name).orElse(None.NONE));
    json.put(
        "shape",
        node.shape()
            .<Object>map(shape -> Arrays.stream(shape.dims()).boxed().toList())
            .orElse(None.NONE));
    return json;
  }

  /** Real and virtual edges as from, to and distance. */
  private static List<List<Integer>> edges(PrimitiveGraph graph, Distances distances) {
    List<List<Integer>> edges = new ArrayList<>();
    for (int from = 0; from < graph.size(); from++) {
      for (int to = 0; to < graph.size(); to++) {
        int distance = distances.between(from, to);
        if (distance > 0) {
          edges.add(List.of(from, to, distance));
        }
      }
    }
    return edges;
  }

  private String text(Network built, PrimitiveGraph graph, Distances distances) {
    String summary =
        String.format(
            Locale.ROOT,
            "%s (%,d parameters): %,d nodes, %,d edges, %,d virtual edges, longest path %,d\n",
            PrintableText.of(built.name()),
            built.parameterCount(),
            graph.size(),
            graph.edgeCount(),
            distances.virtualEdgeCount(),
            longestPath(graph));
    String drawn =
        svg.map(file -> "drawn to " + PrintableText.of(file.toString()) + "\n").orElse("");
    return summary + drawn + "\n" + table(graph);
  }

  /** The number of edges of the longest path. */
  private static int longestPath(PrimitiveGraph graph) {
    int[] lengths = new int[graph.size()];
    for (int v = 0; v < graph.size(); v++) {
      for (int u : graph.predecessors(v)) {
        lengths[v] = Math.max(lengths[v], lengths[u] + 1);
      }
    }
    return Arrays.stream(lengths).max().orElse(0);
  }

  private static Table table(PrimitiveGraph graph) {
    Map<Primitive, Integer> counts = new EnumMap<>(Primitive.class);
    graph.nodes().forEach(node -> counts.merge(node.primitive(), 1, Integer::sum));
    List<Map.Entry<Primitive, Integer>> rows = new ArrayList<>(counts.entrySet());
    rows.sort(Collections.reverseOrder(Map.Entry.comparingByValue()));
    Table table = new Table(Align.LEFT, Align.RIGHT);
    table.add(List.of("primitive", "nodes"));
    rows.forEach(
        row ->
            table.add(
                List.of(row.getKey().label(), String.format(Locale.ROOT, "%,d", row.getValue()))));
    return table;
  }
}
