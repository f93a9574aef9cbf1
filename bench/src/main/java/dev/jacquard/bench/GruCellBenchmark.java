package dev.jacquard.bench;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.GruCell;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;

/** A gated recurrent unit on the nodes of a graph, as message passing calls it. */
public class GruCellBenchmark extends KernelBenchmark {
  private final Tensor inputWeight = NodeOperands.matrix(3 * NodeOperands.FEATURES, 11);
  private final Tensor stateWeight = NodeOperands.matrix(3 * NodeOperands.FEATURES, 12);
  private final Tensor inputBias = NodeOperands.vector(3 * NodeOperands.FEATURES, 13);
  private final Tensor stateBias = NodeOperands.vector(3 * NodeOperands.FEATURES, 14);

  /** The next state. */
  @Benchmark
  public Var forward(NodeOperands o, Flops flops) {
    flops.add(o.gruFlops());
    try (Tape tape = new Tape(compute)) {
      return GruCell.gruCell(
          tape.constant(o.x),
          tape.constant(o.h),
          tape.constant(inputWeight),
          tape.constant(stateWeight),
          tape.constant(inputBias),
          tape.constant(stateBias));
    }
  }

  /** The next state and the gradients of everything. */
  @Benchmark
  public Var forwardAndBackward(NodeOperands o, Flops flops) {
    flops.add(NodeOperands.PASSES * o.gruFlops());
    try (Tape tape = new Tape(compute)) {
      Var y =
          GruCell.gruCell(
              tape.leaf(o.x),
              tape.leaf(o.h),
              tape.leaf(inputWeight),
              tape.leaf(stateWeight),
              tape.leaf(inputBias),
              tape.leaf(stateBias));
      tape.backward(List.of(y), List.of(o.dy));
      return y;
    }
  }
}
