package dev.jacquard.cli.draw;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the nodes and edges of a graph are drawn, from its input at the top down: a layered layout
 * after Sugiyama, Tagawa and Toda (1981).
 *
 * @param boxes of the nodes
 * @param edges by where they lead to
 * @param width of the whole
 * @param height of the whole
 */
record Layout(List<Box> boxes, List<Edge> edges, double width, double height) {
  static final double BOX_HEIGHT = 22;

  /** Between vertices of a layer. */
  static final double GAP = 12;

  private static final double BEND_WIDTH = 2;
  private static final double LEAST_DROP = 12;
  private static final double MOST_DROP = 64;

  /** How much higher the space between layers is than {@link #LEAST_DROP}, for an edge's width. */
  private static final double SLOPE = 0.11;

  /**
   * The place of a node.
   *
   * @param x of its middle
   * @param y of its middle
   */
  record Box(int layer, double x, double y, double width) {}

  /**
   * The way of an edge: straight down through each layer, in curves from one to the next.
   *
   * @param stops the layers, first that of the node it leaves, last that of the node it enters
   */
  record Edge(int from, int to, List<Stop> stops) {
    /** Copies the list. */
    Edge {
      stops = List.copyOf(stops);
    }
  }

  /**
   * Where an edge passes through a layer.
   *
   * @param top where it reaches the layer
   * @param bottom where it leaves the layer
   */
  record Stop(double x, double top, double bottom) {}

  /** Copies the lists. */
  Layout {
    boxes = List.copyOf(boxes);
    edges = List.copyOf(edges);
  }

  /**
   * Lays out a graph.
   *
   * @param nodeWidths of the boxes of its nodes
   */
  static Layout of(PrimitiveGraph graph, double[] nodeWidths) {
    LayeredGraph layered = LayeredGraph.of(graph);
    List<List<Integer>> rows = Ordering.of(layered);
    double[] widths = Arrays.copyOf(nodeWidths, layered.size());
    Arrays.fill(widths, nodeWidths.length, widths.length, BEND_WIDTH);
    double[] xs = Placement.of(layered, rows, Columns.of(layered, rows), widths, GAP);
    double left = edge(xs, widths, -1);
    double[] moved = Arrays.stream(xs).map(x -> x - left).toArray();
    double[] ys = middles(layered, moved);

    List<Box> boxes = new ArrayList<>();
    for (int v = 0; v < nodeWidths.length; v++) {
      boxes.add(new Box(layered.layer(v), moved[v], ys[layered.layer(v)], widths[v]));
    }
    List<Edge> edges =
        layered.routes().stream()
            .map(route -> new Edge(route.from(), route.to(), stops(layered, route, moved, ys)))
            .toList();
    return new Layout(boxes, edges, edge(moved, widths, 1), ys[ys.length - 1] + BOX_HEIGHT / 2);
  }

  /** The furthest edge of all boxes on one side. */
  private static double edge(double[] xs, double[] widths, int side) {
    double furthest = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < xs.length; v++) {
      furthest = Math.max(furthest, side * xs[v] + widths[v] / 2);
    }
    return side * furthest;
  }

  /** The middle of each layer: there is more space between two the wider the edges are there. */
  private static double[] middles(LayeredGraph layered, double[] xs) {
    double[] widest = new double[layered.layerCount()];
    for (int u = 0; u < layered.size(); u++) {
      for (int v : layered.below(u)) {
        widest[layered.layer(v)] = Math.max(widest[layered.layer(v)], Math.abs(xs[u] - xs[v]));
      }
    }
    double[] middles = new double[widest.length];
    middles[0] = BOX_HEIGHT / 2;
    for (int layer = 1; layer < middles.length; layer++) {
      double drop = Math.min(MOST_DROP, LEAST_DROP + SLOPE * widest[layer]);
      middles[layer] = middles[layer - 1] + BOX_HEIGHT + drop;
    }
    return middles;
  }

  private static List<Stop> stops(
      LayeredGraph layered, LayeredGraph.Route route, double[] xs, double[] ys) {
    return route.vertices().stream()
        .map(
            v -> {
              double y = ys[layered.layer(v)];
              return new Stop(xs[v], y - BOX_HEIGHT / 2, y + BOX_HEIGHT / 2);
            })
        .toList();
  }
}
