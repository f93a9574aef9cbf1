package dev.jacquard.cli.draw;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each node of a graph its layer: one below the lowest of its predecessors, or further down,
 * close to what uses it, where edges do not become longer by that.
 */
final class Layering {
  private final PrimitiveGraph graph;
  private final List<List<Integer>> successors = new ArrayList<>();
  private final int[] layers;

  private Layering(PrimitiveGraph graph) {
    this.graph = graph;
    this.layers = new int[graph.size()];
    for (int v = 0; v < graph.size(); v++) {
      successors.add(new ArrayList<>());
      for (int u : graph.predecessors(v)) {
        successors.get(u).add(v);
        layers[v] = Math.max(layers[v], layers[u] + 1);
      }
    }
  }

  /** The layer of each node, from 0. */
  static int[] of(PrimitiveGraph graph) {
    Layering layering = new Layering(graph);
    layering.pullDown();
    return layering.layers;
  }

  /**
   * Moves chains of nodes down to what uses them, unless more edges enter a chain than leave it.
   * The input stays above all others.
   */
  private void pullDown() {
    for (int v = graph.size() - 1; v > 0; v--) {
      int lowest = successors.get(v).stream().mapToInt(w -> layers[w] - 1).min().orElse(layers[v]);
      boolean longer = successors.get(v).size() < graph.predecessors(head(v)).length;
      if (!longer || isLinked(v)) {
        layers[v] = lowest;
      }
    }
  }

  /** The node at which the chain begins that ends in this one. */
  private int head(int node) {
    int head = node;
    while (graph.predecessors(head).length == 1 && isLinked(graph.predecessors(head)[0])) {
      head = graph.predecessors(head)[0];
    }
    return head;
  }

  /** Whether a node and another have only each other, from one to the next. */
  private boolean isLinked(int node) {
    return successors.get(node).size() == 1
        && graph.predecessors(successors.get(node).get(0)).length == 1;
  }
}
