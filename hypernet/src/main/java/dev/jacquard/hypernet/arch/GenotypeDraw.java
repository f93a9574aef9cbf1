package dev.jacquard.hypernet.arch;

import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import java.util.ArrayList;
import java.util.List;

/** Draws the two kinds of cells of a network. */
final class GenotypeDraw {
  private static final List<CellOperation> WITHOUT_LEARNING =
      List.of(
          CellOperation.NONE,
          CellOperation.MAX_POOL_3X3,
          CellOperation.AVG_POOL_3X3,
          CellOperation.SKIP_CONNECT);

  private GenotypeDraw() {}

  /** What has no parameters, and so may make up a reducing cell but not a whole network. */
  static boolean learns(CellOperation operation) {
    return !WITHOUT_LEARNING.contains(operation);
  }

  static Genotype draw(int steps, boolean attention, Draws draws) {
    List<CellOperation> all = allowed(List.of(CellOperation.values()), steps, attention);
    List<Edge> normal = edges(steps, all, draws);
    List<Edge> reduce =
        edges(steps, draws.coin() ? allowed(WITHOUT_LEARNING, steps, attention) : all, draws);
    List<Integer> concat = concat(steps, draws);
    return new Genotype(new Cell(normal, concat), new Cell(reduce, concat));
  }

  private static List<CellOperation> allowed(
      List<CellOperation> operations, int steps, boolean attention) {
    List<CellOperation> allowed = new ArrayList<>(operations);
    if (steps == 1) {
      allowed.remove(CellOperation.NONE);
    }
    if (!attention) {
      allowed.remove(CellOperation.MSA);
    }
    return allowed;
  }

  /** At each step the two states with the best scores, each with its best operation. */
  private static List<Edge> edges(int steps, List<CellOperation> operations, Draws draws) {
    List<Edge> edges = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Scored first = best(0, operations, draws);
      Scored second = best(1, operations, draws);
      if (second.score() > first.score()) {
        Scored better = second;
        second = first;
        first = better;
      }
      for (int state = 2; state < 2 + step; state++) {
        Scored other = best(state, operations, draws);
        if (other.score() > first.score()) {
          second = first;
          first = other;
        } else if (other.score() > second.score()) {
          second = other;
        }
      }
      edges.add(first.edge());
      edges.add(second.edge());
    }
    return edges;
  }

  private record Scored(float score, Edge edge) {}

  private static Scored best(int state, List<CellOperation> operations, Draws draws) {
    float score = -1;
    CellOperation best = CellOperation.NONE;
    for (CellOperation operation : operations) {
      float drawn = draws.uniform();
      if (drawn > score) {
        score = drawn;
        best = operation;
      }
    }
    return new Scored(score, new Edge(best, state));
  }

  /** All new states, or, in half of the networks, about half of those before the last. */
  private static List<Integer> concat(int steps, Draws draws) {
    boolean sparse = steps > 1 && draws.coin();
    List<Integer> concat = new ArrayList<>();
    for (int state = 2; state < 1 + steps; state++) {
      if (!sparse || draws.coin()) {
        concat.add(state);
      }
    }
    concat.add(1 + steps);
    return concat;
  }
}
