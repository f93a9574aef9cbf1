package dev.jacquard.hypernet.arch;

import static dev.jacquard.hypernet.arch.CellOperation.AVG_POOL_3X3;
import static dev.jacquard.hypernet.arch.CellOperation.DIL_CONV_3X3;
import static dev.jacquard.hypernet.arch.CellOperation.DIL_CONV_5X5;
import static dev.jacquard.hypernet.arch.CellOperation.MAX_POOL_3X3;
import static dev.jacquard.hypernet.arch.CellOperation.MSA;
import static dev.jacquard.hypernet.arch.CellOperation.NONE;
import static dev.jacquard.hypernet.arch.CellOperation.SEP_CONV_3X3;
import static dev.jacquard.hypernet.arch.CellOperation.SEP_CONV_5X5;
import static dev.jacquard.hypernet.arch.CellOperation.SKIP_CONNECT;

import java.util.List;

/**
 * The two kinds of cells that a network is stacked from (Liu et al., "DARTS: differentiable
 * architecture search", 2019, section 2.1).
 *
 * @param normal the cell that keeps the resolution
 * @param reduce the cell that halves it
 */
public record Genotype(Cell normal, Cell reduce) {
  /**
   * One kind of cell. It has the states 0 and 1, the outputs of the two cells before, and each step
   * adds a state: the sum of two edges. The output is the concatenation of some states.
   *
   * @param edges two for each step
   * @param concat the states that go into the output
   */
  public record Cell(List<Edge> edges, List<Integer> concat) {
    /** Checks that every state that is read was made before, and that there is an output. */
    public Cell {
      edges = List.copyOf(edges);
      concat = List.copyOf(concat);
      if (edges.isEmpty() || edges.size() % 2 != 0) {
        throw new IllegalArgumentException(
            "cell: expected two edges for each step, got " + edges.size());
      }
      for (int i = 0; i < edges.size(); i++) {
        int state = edges.get(i).state();
        if (state < 0 || state >= 2 + i / 2) {
          throw new IllegalArgumentException(
              "cell: edge " + i + ": expected a state from 0 to " + (1 + i / 2) + ", got " + state);
        }
      }
      int states = 2 + edges.size() / 2;
      if (concat.isEmpty() || concat.stream().anyMatch(state -> state < 0 || state >= states)) {
        throw new IllegalArgumentException(
            "cell: expected a concat of states from 0 to " + (states - 1) + ", got " + concat);
      }
    }

    /** The number of steps. */
    public int steps() {
      return edges.size() / 2;
    }

    boolean has(CellOperation operation) {
      return edges.stream().anyMatch(edge -> edge.operation() == operation);
    }

    private Cell withPoolingForNone() {
      return new Cell(
          edges.stream()
              .map(edge -> edge.operation() == NONE ? new Edge(AVG_POOL_3X3, edge.state()) : edge)
              .toList(),
          concat);
    }
  }

  /**
   * What is done with a state.
   *
   * @param operation what
   * @param state of which state: 0 the older of the two inputs, 1 the newer, then one a step
   */
  public record Edge(CellOperation operation, int state) {}

  /** The cells of DARTS, second order, on CIFAR-10 (Liu et al. 2019, figures 4 and 5). */
  public static Genotype darts() {
    return new Genotype(
        cell(
            List.of(2, 3, 4, 5),
            new Edge(SEP_CONV_3X3, 0),
            new Edge(SEP_CONV_3X3, 1),
            new Edge(SEP_CONV_3X3, 0),
            new Edge(SEP_CONV_3X3, 1),
            new Edge(SEP_CONV_3X3, 1),
            new Edge(SKIP_CONNECT, 0),
            new Edge(SKIP_CONNECT, 0),
            new Edge(DIL_CONV_3X3, 2)),
        cell(
            List.of(2, 3, 4, 5),
            new Edge(MAX_POOL_3X3, 0),
            new Edge(MAX_POOL_3X3, 1),
            new Edge(SKIP_CONNECT, 2),
            new Edge(MAX_POOL_3X3, 1),
            new Edge(MAX_POOL_3X3, 0),
            new Edge(SKIP_CONNECT, 2),
            new Edge(SKIP_CONNECT, 2),
            new Edge(MAX_POOL_3X3, 1)));
  }

  /**
   * The cells of P-DARTS on CIFAR-10 (Chen et al., "Progressive differentiable architecture
   * search", 2019, figure 3).
   */
  public static Genotype pdarts() {
    return new Genotype(
        cell(
            List.of(2, 3, 4, 5),
            new Edge(SKIP_CONNECT, 0),
            new Edge(DIL_CONV_3X3, 1),
            new Edge(SKIP_CONNECT, 0),
            new Edge(SEP_CONV_3X3, 1),
            new Edge(SEP_CONV_3X3, 1),
            new Edge(SEP_CONV_3X3, 3),
            new Edge(SEP_CONV_3X3, 0),
            new Edge(DIL_CONV_5X5, 4)),
        cell(
            List.of(2, 3, 4, 5),
            new Edge(AVG_POOL_3X3, 0),
            new Edge(SEP_CONV_5X5, 1),
            new Edge(SEP_CONV_3X3, 0),
            new Edge(DIL_CONV_5X5, 2),
            new Edge(MAX_POOL_3X3, 0),
            new Edge(DIL_CONV_3X3, 1),
            new Edge(DIL_CONV_3X3, 1),
            new Edge(DIL_CONV_5X5, 3)));
  }

  /**
   * The cells of a vision transformer: attention in each but those that would reduce, which average
   * (Knyazev et al. 2021, appendix).
   */
  public static Genotype vit() {
    return new Genotype(
        cell(List.of(2), new Edge(NONE, 0), new Edge(MSA, 1)),
        cell(List.of(2), new Edge(NONE, 0), new Edge(AVG_POOL_3X3, 1)));
  }

  private static Cell cell(List<Integer> concat, Edge... edges) {
    return new Cell(List.of(edges), concat);
  }

  /** Whether either kind of cell has attention. */
  boolean hasAttention() {
    return normal.has(MSA) || reduce.has(MSA);
  }

  /** The same with something that has no parameters where nothing was: all states are there. */
  Genotype withPoolingForNone() {
    return new Genotype(normal.withPoolingForNone(), reduce.withPoolingForNone());
  }
}
