package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Add;
import dev.jacquard.autograd.op.Concat;
import dev.jacquard.autograd.op.GatherRows;
import dev.jacquard.autograd.op.GruCell;
import dev.jacquard.autograd.op.MatMul;
import dev.jacquard.autograd.op.Slice;
import dev.jacquard.hypernet.graph.Levels;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Gated message passing (Zhang et al. 2019, algorithm 1, with T = 1; Knyazev et al. 2021, equations
 * 3 and 4): one sweep along the edges, one against them. A node's state is updated by
 *
 * <pre>
 * m_v = sum of MLP(h_u) over edges + sum of MLP_ve(h_u) / distance over all pairs with a path
 * h_v = GRU(m_v, h_v)
 * </pre>
 *
 * with the states that the nodes before it have got in this sweep. Nodes of one level wait for the
 * same nodes, and are updated together.
 */
final class GatedGnn {
  private static final String REAL = "gnn.mlp";
  private static final String VIRTUAL = "gnn.mlp_ve";
  private static final String GRU = "gnn.gru";

  private final GhnVars vars;
  private final boolean virtualEdges;

  GatedGnn(GhnVars vars, boolean virtualEdges) {
    this.vars = vars;
    this.virtualEdges = virtualEdges;
  }

  /** The states of nodes after both sweeps, {@code [nodes, hidden]}, in the order of the nodes. */
  Var process(Var features, Levels levels) {
    Var sorted = GatherRows.gatherRows(features, levels.order());
    Var forward = sweep(sorted, levels, Direction.FORWARD);
    Var backward = sweep(forward, levels, Direction.BACKWARD);
    return GatherRows.gatherRows(backward, levels.places());
  }

  /** Along the edges, or against them. */
  private enum Direction {
    FORWARD,
    BACKWARD
  }

  private Var sweep(Var states, Levels levels, Direction direction) {
    Deque<Var> done = new ArrayDeque<>();
    Deque<Var> real = new ArrayDeque<>();
    Deque<Var> along = new ArrayDeque<>();
    int count = levels.count();
    for (int i = 0; i < count; i++) {
      int level = direction == Direction.FORWARD ? i : count - 1 - i;
      int from = levels.start(level);
      int to = levels.start(level + 1);
      Var before = Slice.slice(states, 0, from, to);
      Var after = update(messages(levels, level, direction, real, along, before), before);
      put(done, after, direction);
      if (i + 1 < count) {
        put(real, Mlp.rectified(vars, REAL, after), direction);
        if (virtualEdges) {
          put(along, Mlp.rectified(vars, VIRTUAL, after), direction);
        }
      }
    }
    return Concat.concat(List.copyOf(done), 0);
  }

  /** Keeps values in the order of the levels. */
  private static void put(Deque<Var> values, Var value, Direction direction) {
    if (direction == Direction.FORWARD) {
      values.addLast(value);
    } else {
      values.addFirst(value);
    }
  }

  private Var messages(
      Levels levels,
      int level,
      Direction direction,
      Deque<Var> real,
      Deque<Var> along,
      Var before) {
    if (real.isEmpty()) {
      return vars.tape().constant(Tensor.zeros(before.shape()));
    }
    boolean forward = direction == Direction.FORWARD;
    Var sum = weighted(forward ? levels.edgesInto(level) : levels.edgesOutOf(level), real);
    if (!virtualEdges) {
      return sum;
    }
    Tensor closeness = forward ? levels.closenessInto(level) : levels.closenessOutOf(level);
    return Add.add(sum, weighted(closeness, along));
  }

  private Var weighted(Tensor weights, Deque<Var> values) {
    return MatMul.matmul(vars.tape().constant(weights), Concat.concat(List.copyOf(values), 0));
  }

  private Var update(Var message, Var state) {
    return GruCell.gruCell(
        message,
        state,
        vars.get(GRU + ".weight_ih"),
        vars.get(GRU + ".weight_hh"),
        vars.get(GRU + ".bias_ih"),
        vars.get(GRU + ".bias_hh"));
  }
}
