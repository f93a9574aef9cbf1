package dev.jacquard.cli.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Orders the vertices of each layer from left to right so that few edges cross: sweeps that sort
 * layers by the mean place of their neighbours, down and up in turn, each followed by exchanges of
 * vertices side by side. Of all the orders on the way the best one counts.
 */
final class Ordering {
  private static final int SWEEPS = 24;
  private static final int MOST_EXCHANGES = 12;

  /** What it costs to cross what should be straight, beside other edges. */
  private static final int STIFF = 3;

  private final LayeredGraph graph;
  private final List<List<Integer>> rows = new ArrayList<>();
  private final int[] places;

  private Ordering(LayeredGraph graph) {
    this.graph = graph;
    this.places = new int[graph.size()];
    for (int layer = 0; layer < graph.layerCount(); layer++) {
      rows.add(new ArrayList<>());
    }
    fill();
  }

  /** The vertices of each layer, from left to right. */
  static List<List<Integer>> of(LayeredGraph graph) {
    Ordering ordering = new Ordering(graph);
    List<List<Integer>> best = ordering.copy();
    long least = ordering.crossings();
    for (int sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
      ordering.sweep(sweep % 2 == 0);
      ordering.exchange();
      long crossings = ordering.crossings();
      if (crossings < least) {
        least = crossings;
        best = ordering.copy();
      }
    }
    return best;
  }

  private List<List<Integer>> copy() {
    return rows.stream().map(List::copyOf).toList();
  }

  /** Depth first, so that what belongs together begins side by side. */
  private void fill() {
    boolean[] seen = new boolean[graph.size()];
    Deque<Integer> waiting = new ArrayDeque<>();
    for (int vertex = 0; vertex < graph.size(); vertex++) {
      if (graph.above(vertex).isEmpty()) {
        waiting.addLast(vertex);
      }
    }
    while (!waiting.isEmpty()) {
      int vertex = waiting.removeFirst();
      if (!seen[vertex]) {
        seen[vertex] = true;
        rows.get(graph.layer(vertex)).add(vertex);
        List<Integer> below = graph.below(vertex);
        for (int i = below.size() - 1; i >= 0; i--) {
          waiting.addFirst(below.get(i));
        }
      }
    }
    for (int layer = 0; layer < rows.size(); layer++) {
      place(layer);
    }
  }

  private void place(int layer) {
    List<Integer> row = rows.get(layer);
    for (int place = 0; place < row.size(); place++) {
      places[row.get(place)] = place;
    }
  }

  private void sweep(boolean down) {
    for (int i = 1; i < rows.size(); i++) {
      int layer = down ? i : rows.size() - 1 - i;
      double[] means = new double[graph.size()];
      for (int vertex : rows.get(layer)) {
        List<Integer> fixed = down ? graph.above(vertex) : graph.below(vertex);
        means[vertex] = fixed.stream().mapToInt(u -> places[u]).average().orElse(places[vertex]);
      }
      rows.get(layer).sort(Comparator.comparingDouble(vertex -> means[vertex]));
      place(layer);
    }
  }

  private void exchange() {
    boolean better = true;
    for (int round = 0; round < MOST_EXCHANGES && better; round++) {
      better = false;
      for (List<Integer> row : rows) {
        for (int i = 0; i + 1 < row.size(); i++) {
          better |= exchange(row, i);
        }
      }
    }
  }

  private boolean exchange(List<Integer> row, int i) {
    int left = row.get(i);
    int right = row.get(i + 1);
    if (crossings(right, left) >= crossings(left, right)) {
      return false;
    }
    Collections.swap(row, i, i + 1);
    places[left] = i + 1;
    places[right] = i;
    return true;
  }

  /** What the crossings cost between the edges of two vertices, one left of the other. */
  private long crossings(int left, int right) {
    return crossingsAbove(left, right) + crossingsBelow(left, right);
  }

  private long crossingsAbove(int left, int right) {
    long cost = 0;
    for (int a : graph.above(left)) {
      for (int b : graph.above(right)) {
        cost += places[a] > places[b] ? cost(a, left) * cost(b, right) : 0;
      }
    }
    return cost;
  }

  private long crossingsBelow(int left, int right) {
    long cost = 0;
    for (int a : graph.below(left)) {
      for (int b : graph.below(right)) {
        cost += places[a] > places[b] ? cost(left, a) * cost(right, b) : 0;
      }
    }
    return cost;
  }

  private int cost(int upper, int lower) {
    return graph.isStiff(upper, lower) ? STIFF : 1;
  }

  private long crossings() {
    long cost = 0;
    for (List<Integer> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        for (int j = i + 1; j < row.size(); j++) {
          cost += crossingsBelow(row.get(i), row.get(j));
        }
      }
    }
    return cost;
  }
}
