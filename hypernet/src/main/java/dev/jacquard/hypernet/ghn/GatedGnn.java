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
    int hidden = states.shape().dim(1);
    Var done = none(hidden);
    Var real = none(hidden);
    Var along = none(hidden);
    int count = levels.count();
    for (int i = 0; i < count; i++) {
      int level = direction == Direction.FORWARD ? i : count - 1 - i;
      Var before = Slice.slice(states, 0, levels.start(level), levels.start(level + 1));
      Var after = update(messages(levels, level, direction, real, along), before);
      real = joined(real, Mlp.rectified(vars, REAL, after), direction);
      if (virtualEdges) {
        along = joined(along, Mlp.rectified(vars, VIRTUAL, after), direction);
      }
      done = joined(done, after, direction);
    }
    return done;
  }

  private Var none(int hidden) {
    return vars.tape().constant(Tensor.zeros(0, hidden));
  }

  /** Adds the values of one level to those so far, in the order of the levels. */
  private Var joined(Var soFar, Var level, Direction direction) {
    List<Var> ordered =
        direction == Direction.FORWARD ? List.of(soFar, level) : List.of(level, soFar);
    Var joined = Concat.concat(ordered, 0);
    vars.tape().release(soFar);
    return joined;
  }

  private Var messages(Levels levels, int level, Direction direction, Var real, Var along) {
    boolean forward = direction == Direction.FORWARD;
    Var sum = weighted(forward ? levels.edgesInto(level) : levels.edgesOutOf(level), real);
    if (!virtualEdges) {
      return sum;
    }
    Tensor closeness = forward ? levels.closenessInto(level) : levels.closenessOutOf(level);
    return Add.add(sum, weighted(closeness, along));
  }

  private Var weighted(Tensor weights, Var values) {
    return MatMul.matmul(vars.tape().constant(weights), values);
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
