package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.Libtorch;
import dev.jacquard.bench.libtorch.LibtorchWalk;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The recurrent unit of {@link GruCellBenchmark} by libtorch, called through JNI. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class GruCellPeer extends PinnedScope {
  private static final int GATES = 3 * NodeOperands.FEATURES;

  private Tensor x;
  private Tensor h;
  private Tensor dy;
  private Tensor inputWeight;
  private Tensor stateWeight;
  private TensorOptional inputBias;
  private TensorOptional stateBias;
  private List<Tensor> leaves = List.of();

  /** Copies the operands. */
  @Setup
  public void make(LibtorchKernels trial, NodeOperands o) {
    x = trial.leaf(o.x);
    h = trial.leaf(o.h);
    dy = trial.own(Libtorch.tensor(o.dy));
    inputWeight = trial.leaf(NodeOperands.matrix(GATES, 11));
    stateWeight = trial.leaf(NodeOperands.matrix(GATES, 12));
    Tensor inputShift = trial.leaf(NodeOperands.vector(GATES, 13));
    Tensor stateShift = trial.leaf(NodeOperands.vector(GATES, 14));
    inputBias = trial.own(new TensorOptional(inputShift));
    stateBias = trial.own(new TensorOptional(stateShift));
    leaves = List.of(x, h, inputWeight, stateWeight, inputShift, stateShift);
  }

  /** The next state. */
  @Benchmark
  @SuppressWarnings("try") // The mode works by being there.
  public void forward(NodeOperands o, Flops flops) {
    flops.add(o.gruFlops());
    try (AutoGradMode off = new AutoGradMode(false)) {
      torch.gru_cell(x, h, inputWeight, stateWeight, inputBias, stateBias).close();
    }
  }

  /** The next state and the gradients of everything. */
  @Benchmark
  @SuppressWarnings("try") // The scope works by being open.
  public long forwardAndBackward(NodeOperands o, Flops flops) {
    flops.add(NodeOperands.PASSES * o.gruFlops());
    try (PointerScope scope = new PointerScope()) {
      Tensor y = torch.gru_cell(x, h, inputWeight, stateWeight, inputBias, stateBias);
      return LibtorchWalk.gradients(y, dy, leaves).size();
    }
  }
}
