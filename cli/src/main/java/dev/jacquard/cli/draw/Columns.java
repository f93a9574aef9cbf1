package dev.jacquard.cli.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Joins vertices that are to stand straight below each other into columns. Long edges come first,
 * then the paths through most nodes, then what is left; no two columns cross.
 */
final class Columns {
  private static final int NONE = -1;

  /**
   * A piece of an edge, from one layer to the next.
   *
   * @param worth how much is gained if it is straight
   * @param slant how far it is from the middle of the pieces that share one of its ends
   */
  private record Piece(int upper, int lower, int worth, int slant) {
    private static final Comparator<Piece> BEST_FIRST =
        Comparator.comparingInt(Piece::worth)
            .reversed()
            .thenComparingInt(Piece::slant)
            .thenComparingInt(Piece::upper)
            .thenComparingInt(Piece::lower);
  }

  private final LayeredGraph graph;
  private final List<List<Integer>> rows;
  private final int[] places;
  private final int[] upperPartners;
  private final int[] lowerPartners;

  private Columns(LayeredGraph graph, List<List<Integer>> rows) {
    this.graph = graph;
    this.rows = rows;
    this.places = new int[graph.size()];
    this.upperPartners = new int[graph.size()];
    this.lowerPartners = new int[graph.size()];
    Arrays.fill(upperPartners, NONE);
    Arrays.fill(lowerPartners, NONE);
    for (List<Integer> row : rows) {
      for (int place = 0; place < row.size(); place++) {
        places[row.get(place)] = place;
      }
    }
  }

  /**
   * The column of each vertex, counted from 0.
   *
   * @param rows the vertices of each layer, from left to right
   */
  static int[] of(LayeredGraph graph, List<List<Integer>> rows) {
    Columns columns = new Columns(graph, rows);
    columns.pieces().stream().sorted(Piece.BEST_FIRST).forEach(columns::join);
    return columns.numbered();
  }

  private List<Piece> pieces() {
    int[] depths = new int[graph.size()];
    int[] heights = new int[graph.size()];
    for (int layer = 0; layer < rows.size(); layer++) {
      rows.get(layer).forEach(v -> depths[v] = most(depths, graph.above(v)) + own(v));
      rows.get(rows.size() - 1 - layer)
          .forEach(v -> heights[v] = most(heights, graph.below(v)) + own(v));
    }
    List<Piece> pieces = new ArrayList<>();
    for (int upper = 0; upper < graph.size(); upper++) {
      for (int lower : graph.below(upper)) {
        if (graph.isBend(upper) && !graph.isBend(lower)) {
          continue;
        }
        int worth = worth(upper, lower, depths[upper] + heights[lower]);
        int slant = slant(lower, graph.below(upper)) + slant(upper, graph.above(lower));
        pieces.add(new Piece(upper, lower, worth, slant));
      }
    }
    return pieces;
  }

  private int own(int vertex) {
    return graph.isBend(vertex) ? 0 : 1;
  }

  private static int most(int[] counts, List<Integer> vertices) {
    return vertices.stream().mapToInt(v -> counts[v]).max().orElse(0);
  }

  private int worth(int upper, int lower, int nodes) {
    if (graph.isBend(upper) && graph.isBend(lower)) {
      return Integer.MAX_VALUE;
    }
    return graph.isBend(lower) ? 0 : nodes;
  }

  private int slant(int vertex, List<Integer> beside) {
    int further = 0;
    for (int other : beside) {
      further += Integer.signum(places[other] - places[vertex]);
    }
    return Math.abs(further);
  }

  private void join(Piece piece) {
    boolean free = lowerPartners[piece.upper] == NONE && upperPartners[piece.lower] == NONE;
    if (free && !crossesAColumn(piece)) {
      lowerPartners[piece.upper] = piece.lower;
      upperPartners[piece.lower] = piece.upper;
    }
  }

  private boolean crossesAColumn(Piece piece) {
    for (int upper : rows.get(graph.layer(piece.upper))) {
      int lower = lowerPartners[upper];
      boolean leftAbove = places[upper] < places[piece.upper];
      if (lower != NONE && leftAbove != places[lower] < places[piece.lower]) {
        return true;
      }
    }
    return false;
  }

  private int[] numbered() {
    int[] columns = new int[graph.size()];
    int count = 0;
    for (List<Integer> row : rows) {
      for (int vertex : row) {
        int upper = upperPartners[vertex];
        columns[vertex] = upper == NONE ? count++ : columns[upper];
      }
    }
    return columns;
  }
}
