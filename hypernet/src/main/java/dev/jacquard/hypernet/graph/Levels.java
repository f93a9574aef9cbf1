package dev.jacquard.hypernet.graph;

import dev.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nodes of one or more graphs, sorted into levels: every path leads from a level to a higher
 * one, so that the nodes of one level can be worked on together. Places count through the sorted
 * nodes, and nodes through the graphs, one behind the other.
 */
public final class Levels {
  private final int[] order;
  private final int[] places;
  private final int[] starts;
  private final List<Distances> distances;
  private final int[] graphOf;
  private final int[] offsets;

  private Levels(List<PrimitiveGraph> graphs, List<Distances> distances) {
    this.distances = distances;
    this.offsets = new int[graphs.size() + 1];
    for (int g = 0; g < graphs.size(); g++) {
      offsets[g + 1] = offsets[g] + graphs.get(g).size();
    }
    int n = offsets[graphs.size()];
    this.graphOf = new int[n];
    int[] level = new int[n];
    for (int g = 0; g < graphs.size(); g++) {
      for (int v = 0; v < graphs.get(g).size(); v++) {
        graphOf[offsets[g] + v] = g;
        for (int u : graphs.get(g).predecessors(v)) {
          level[offsets[g] + v] = Math.max(level[offsets[g] + v], level[offsets[g] + u] + 1);
        }
      }
    }
    // Sorting is stable: nodes of one level stay in order.
    this.order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingInt(v -> level[v]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.places = new int[n];
    for (int place = 0; place < n; place++) {
      places[order[place]] = place;
    }
    int count = n == 0 ? 0 : level[order[n - 1]] + 1;
    this.starts = new int[count + 1];
    Arrays.stream(level).forEach(l -> starts[l + 1]++);
    for (int l = 0; l < count; l++) {
      starts[l + 1] += starts[l];
    }
  }

  /**
   * The levels of graphs.
   *
   * @param distances of each graph; the paths that count
   */
  public static Levels of(List<PrimitiveGraph> graphs, List<Distances> distances) {
    return new Levels(graphs, List.copyOf(distances));
  }

  /** How many levels there are. */
  public int count() {
    return starts.length - 1;
  }

  /** The place at which a level begins, and the one before it ends. */
  public int start(int level) {
    return starts[level];
  }

  /** The node at each place. */
  public int[] order() {
    return order.clone();
  }

  /** The place of each node. */
  public int[] places() {
    return places.clone();
  }

  /** 1 where an edge leads from a place of a lower level: {@code [nodes of the level, below]}. */
  public Tensor edgesInto(int level) {
    return weights(level, 0, starts[level], (u, v) -> distance(u, v) == 1 ? 1 : 0);
  }

  /** 1 where an edge leads to a place of a higher level: {@code [nodes of the level, above]}. */
  public Tensor edgesOutOf(int level) {
    return weights(level, starts[level + 1], order.length, (u, v) -> distance(v, u) == 1 ? 1 : 0);
  }

  /** 1 / length of the path from a place of a lower level: {@code [nodes of the level, below]}. */
  public Tensor closenessInto(int level) {
    return weights(level, 0, starts[level], (u, v) -> inverse(distance(u, v)));
  }

  /** 1 / length of the path to a place of a higher level: {@code [nodes of the level, above]}. */
  public Tensor closenessOutOf(int level) {
    return weights(level, starts[level + 1], order.length, (u, v) -> inverse(distance(v, u)));
  }

  private static float inverse(int distance) {
    return distance == 0 ? 0 : 1f / distance;
  }

  private int distance(int from, int to) {
    int graph = graphOf[from];
    return graph == graphOf[to]
        ? distances.get(graph).between(from - offsets[graph], to - offsets[graph])
        : 0;
  }

  /** What weighs the message of one node for another. */
  @FunctionalInterface
  private interface Weighing {
    float of(int sender, int receiver);
  }

  private Tensor weights(int level, int from, int to, Weighing weighing) {
    int first = starts[level];
    Tensor weights = Tensor.zeros(starts[level + 1] - first, to - from);
    float[] values = weights.data();
    int at = weights.offset();
    for (int row = first; row < starts[level + 1]; row++) {
      for (int column = from; column < to; column++) {
        values[at++] = weighing.of(order[column], order[row]);
      }
    }
    return weights;
  }
}
