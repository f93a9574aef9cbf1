package dev.jacquard.bench;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Activate;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;

/** Two linear maps with a rectifier behind each, on the nodes of a graph: a message's way. */
public class MlpBenchmark extends KernelBenchmark {
  private final Tensor firstWeight = NodeOperands.matrix(NodeOperands.FEATURES, 11);
  private final Tensor firstBias = NodeOperands.vector(NodeOperands.FEATURES, 12);
  private final Tensor secondWeight = NodeOperands.matrix(NodeOperands.FEATURES, 13);
  private final Tensor secondBias = NodeOperands.vector(NodeOperands.FEATURES, 14);

  /** The messages. */
  @Benchmark
  public Var forward(NodeOperands o, Flops flops) {
    flops.add(o.mlpFlops());
    try (Tape tape = new Tape(compute)) {
      return apply(tape::constant, o.x);
    }
  }

  /** The messages and the gradients of everything. */
  @Benchmark
  public Var forwardAndBackward(NodeOperands o, Flops flops) {
    flops.add(NodeOperands.PASSES * o.mlpFlops());
    try (Tape tape = new Tape(compute)) {
      Var y = apply(tape::leaf, o.x);
      tape.backward(List.of(y), List.of(o.dy));
      return y;
    }
  }

  private Var apply(Function<Tensor, Var> put, Tensor x) {
    Var inner = relu(Linear.linear(put.apply(x), put.apply(firstWeight), put.apply(firstBias)));
    return relu(Linear.linear(inner, put.apply(secondWeight), put.apply(secondBias)));
  }

  private static Var relu(Var x) {
    return Activate.activate(x, Activation.RELU);
  }
}
