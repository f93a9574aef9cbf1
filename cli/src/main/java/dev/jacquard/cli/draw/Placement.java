package dev.jacquard.cli.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds where columns stand: edges draw columns towards each other like springs, and those that
 * come too close push each other apart. The more edges a column has, the less it gives way, so that
 * all comes to rest where edges are short.
 */
final class Placement {
  private static final int STEPS = 1500;
  private static final int PUSHES_A_STEP = 4;

  /** What share of their way columns move in the first step; it falls to nothing in the last. */
  private static final double FIRST_MOVE = 0.5;

  /** How strongly a piece of an edge pulls. */
  private static final double PULL = 1;

  /** How strongly a piece of a long edge pulls, which shall be straight but may be anywhere. */
  private static final double LONG_PULL = 0.25;

  /** Two columns side by side, and how far their middles are apart at least. */
  private record Beside(int left, int right, double distance) {}

  /** Two columns with edges between them, and how strongly these pull. */
  private record Spring(int a, int b, double strength) {}

  private final int count;
  private final double[] weights;
  private final List<Spring> springs = new ArrayList<>();

  /** By the columns on the left, of which none is behind one on its right. */
  private final List<Beside> pairs = new ArrayList<>();

  private Placement(
      LayeredGraph graph, List<List<Integer>> rows, int[] columns, double[] widths, double gap) {
    this.count = Arrays.stream(columns).max().orElse(-1) + 1;
    this.weights = new double[count];
    for (int u = 0; u < graph.size(); u++) {
      for (int v : graph.below(u)) {
        if (columns[u] != columns[v]) {
          join(columns[u], columns[v], graph.isBend(u) && graph.isBend(v) ? LONG_PULL : PULL);
        }
      }
    }
    List<Map<Integer, Double>> right = new ArrayList<>();
    for (int column = 0; column < count; column++) {
      right.add(new LinkedHashMap<>());
    }
    for (List<Integer> row : rows) {
      for (int i = 0; i + 1 < row.size(); i++) {
        int u = row.get(i);
        int v = row.get(i + 1);
        double distance = (widths[u] + widths[v]) / 2 + gap;
        right.get(columns[u]).merge(columns[v], distance, Math::max);
      }
    }
    for (int left : fromLeftToRight(right)) {
      right.get(left).forEach((column, by) -> pairs.add(new Beside(left, column, by)));
    }
  }

  private void join(int a, int b, double strength) {
    springs.add(new Spring(a, b, strength));
    weights[a] += strength;
    weights[b] += strength;
  }

  /**
   * The middle of each vertex, where none is nearer to another of its layer than the gap.
   *
   * @param rows the vertices of each layer, from left to right
   * @param columns the column of each vertex; none crosses another
   * @param widths of the vertices
   */
  static double[] of(
      LayeredGraph graph, List<List<Integer>> rows, int[] columns, double[] widths, double gap) {
    Placement placement = new Placement(graph, rows, columns, widths, gap);
    double[] middles = placement.apart(new double[placement.count]);
    for (int step = 0; step < STEPS; step++) {
      placement.pull(middles, FIRST_MOVE * (STEPS - step) / STEPS);
      for (int push = 0; push < PUSHES_A_STEP; push++) {
        placement.push(middles);
      }
    }
    double[] found = placement.apart(middles);
    return Arrays.stream(columns).mapToDouble(column -> found[column]).toArray();
  }

  /** All columns, each behind those on its left. */
  private static List<Integer> fromLeftToRight(List<Map<Integer, Double>> right) {
    int[] waiting = new int[right.size()];
    right.forEach(beside -> beside.keySet().forEach(column -> waiting[column]++));
    TreeSet<Integer> ready = new TreeSet<>();
    for (int column = 0; column < waiting.length; column++) {
      if (waiting[column] == 0) {
        ready.add(column);
      }
    }
    List<Integer> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int column = ready.first();
      ready.remove(column);
      sorted.add(column);
      for (int beside : right.get(column).keySet()) {
        waiting[beside]--;
        if (waiting[beside] == 0) {
          ready.add(beside);
        }
      }
    }
    return sorted;
  }

  /** Moves all columns a share of the way to where springs draw them. */
  private void pull(double[] middles, double share) {
    double[] forces = new double[count];
    for (Spring spring : springs) {
      double force = spring.strength * (middles[spring.b] - middles[spring.a]);
      forces[spring.a] += force;
      forces[spring.b] -= force;
    }
    for (int column = 0; column < count; column++) {
      middles[column] += weights[column] == 0 ? 0 : share * forces[column] / weights[column];
    }
  }

  /** Moves columns apart that are too close, the lighter one further. */
  private void push(double[] middles) {
    for (Beside pair : pairs) {
      double lacking = middles[pair.left] + pair.distance - middles[pair.right];
      if (lacking > 0) {
        double both = weights[pair.left] + weights[pair.right];
        double share = both == 0 ? 0.5 : weights[pair.right] / both;
        middles[pair.left] -= lacking * share;
        middles[pair.right] += lacking * (1 - share);
      }
    }
  }

  /**
   * Moves columns apart to the last bit: all to the right, and all to the left, and then the middle
   * of both, in which none are too close either.
   */
  private double[] apart(double[] middles) {
    double[] toRight = middles.clone();
    double[] toLeft = middles.clone();
    for (Beside pair : pairs) {
      double least = toRight[pair.left] + pair.distance;
      toRight[pair.right] = Math.max(toRight[pair.right], least);
    }
    for (int i = pairs.size() - 1; i >= 0; i--) {
      Beside pair = pairs.get(i);
      toLeft[pair.left] = Math.min(toLeft[pair.left], toLeft[pair.right] - pair.distance);
    }
    double[] apart = new double[count];
    Arrays.setAll(apart, column -> (toRight[column] + toLeft[column]) / 2);
    return apart;
  }
}
