package dev.jacquard.hypernet.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Lengths of the shortest directed paths of a graph, up to a cutoff: 1 for its edges, and more for
 * its virtual edges (Knyazev et al. 2021, section 3.1).
 */
public final class Distances {
  /** The longest path that makes a virtual edge in the published hypernetworks. */
  public static final int CUTOFF = 50;

  private final short[][] to;

  private Distances(short[][] to) {
    this.to = to;
  }

  /** Breadth-first searches from every node of a graph. */
  public static Distances of(PrimitiveGraph graph, int cutoff) {
    int n = graph.size();
    List<List<Integer>> successors = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      successors.add(new ArrayList<>());
    }
    for (int v = 0; v < n; v++) {
      for (int u : graph.predecessors(v)) {
        successors.get(u).add(v);
      }
    }
    short[][] to = new short[n][n];
    for (int from = 0; from < n; from++) {
      Queue<Integer> reached = new ArrayDeque<>(List.of(from));
      while (!reached.isEmpty()) {
        int u = reached.remove();
        if (to[u][from] == cutoff) {
          break;
        }
        for (int v : successors.get(u)) {
          if (to[v][from] == 0) {
            to[v][from] = (short) (to[u][from] + 1);
            reached.add(v);
          }
        }
      }
    }
    return new Distances(to);
  }

  /**
   * Those of a matrix.
   *
   * @param lengths {@code [from][to]}, square; up to 32,767, and 0 where there is no path
   */
  public static Distances of(int[][] lengths) {
    int n = lengths.length;
    short[][] to = new short[n][n];
    for (int from = 0; from < n; from++) {
      for (int target = 0; target < n; target++) {
        to[target][from] = (short) lengths[from][target];
      }
    }
    return new Distances(to);
  }

  /** The number of nodes. */
  public int size() {
    return to.length;
  }

  /** The length of the shortest path, at least 1; 0 where there is none up to the cutoff. */
  public int between(int from, int target) {
    return to[target][from];
  }

  /** The length of the longest of all shortest paths, up to the cutoff. */
  public int longest() {
    int longest = 0;
    for (short[] row : to) {
      for (short distance : row) {
        longest = Math.max(longest, distance);
      }
    }
    return longest;
  }

  /** The number of pairs of nodes that are joined directly. */
  public int edgeCount() {
    return count(1, 1);
  }

  /** The number of pairs of nodes with a path of 2 steps or more, up to the cutoff. */
  public int virtualEdgeCount() {
    return count(2, Short.MAX_VALUE);
  }

  private int count(int least, int most) {
    int count = 0;
    for (short[] row : to) {
      for (short distance : row) {
        count += distance >= least && distance <= most ? 1 : 0;
      }
    }
    return count;
  }
}
