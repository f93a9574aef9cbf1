package dev.jacquard.cli.draw;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph in layers whose edges all lead from one layer to the next: where an edge of the drawn
 * graph passes through layers, it has a bend in each. Edges that leave one node share their bends,
 * as a trunk from which they branch off. The nodes come first among the vertices, then the bends.
 */
final class LayeredGraph {
  /** An edge of the drawn graph as the vertices on its way, both ends included. */
  record Route(List<Integer> vertices) {
    Route {
      vertices = List.copyOf(vertices);
    }

    int from() {
      return vertices.get(0);
    }

    int to() {
      return vertices.get(vertices.size() - 1);
    }
  }

  private final int nodes;
  private final List<Integer> layers = new ArrayList<>();
  private final List<List<Integer>> above = new ArrayList<>();
  private final List<List<Integer>> below = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();

  private LayeredGraph(PrimitiveGraph graph) {
    this.nodes = graph.size();
    for (int layer : Layering.of(graph)) {
      add(layer);
    }
    List<List<Integer>> trunks = new ArrayList<>();
    for (int v = 0; v < nodes; v++) {
      trunks.add(new ArrayList<>(List.of(v)));
    }
    for (int v = 0; v < nodes; v++) {
      for (int u : graph.predecessors(v)) {
        routes.add(route(trunks.get(u), v));
      }
    }
  }

  /** A graph with its nodes in layers. */
  static LayeredGraph of(PrimitiveGraph graph) {
    return new LayeredGraph(graph);
  }

  private int add(int layer) {
    layers.add(layer);
    above.add(new ArrayList<>());
    below.add(new ArrayList<>());
    return layers.size() - 1;
  }

  private void connect(int upper, int lower) {
    below.get(upper).add(lower);
    above.get(lower).add(upper);
  }

  /** Leads a trunk down to the layer above a node, as far as it does not reach, and to the node. */
  private Route route(List<Integer> trunk, int to) {
    int length = layers.get(to) - layers.get(trunk.get(0));
    while (trunk.size() < length) {
      int last = trunk.get(trunk.size() - 1);
      int bend = add(layers.get(last) + 1);
      connect(last, bend);
      trunk.add(bend);
    }
    connect(trunk.get(length - 1), to);
    List<Integer> vertices = new ArrayList<>(trunk.subList(0, length));
    vertices.add(to);
    return new Route(vertices);
  }

  /** The number of vertices, nodes and bends. */
  int size() {
    return layers.size();
  }

  /** Whether a vertex is a bend of edges, not a node. */
  boolean isBend(int vertex) {
    return vertex >= nodes;
  }

  /** Whether a piece of an edge should not be bent: one of a long edge or of a chain of nodes. */
  boolean isStiff(int upper, int lower) {
    boolean chain = below.get(upper).size() == 1 && above.get(lower).size() == 1;
    return isBend(upper) ? isBend(lower) : chain && !isBend(lower);
  }

  /** The number of layers. */
  int layerCount() {
    return layers.stream().mapToInt(layer -> layer + 1).max().orElse(0);
  }

  /** The layer of a vertex, from 0 at the top. */
  int layer(int vertex) {
    return layers.get(vertex);
  }

  /** The vertices of the layer above that lead to this one. */
  List<Integer> above(int vertex) {
    return above.get(vertex);
  }

  /** The vertices of the layer below to which this one leads. */
  List<Integer> below(int vertex) {
    return below.get(vertex);
  }

  /** The edges of the drawn graph, by where they lead to. */
  List<Route> routes() {
    return routes;
  }
}
