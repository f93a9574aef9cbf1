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

/** The linear maps of {@link MlpBenchmark} by libtorch, called through JNI. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class MlpPeer extends PinnedScope {
  private Tensor x;
  private Tensor dy;
  private Tensor firstWeight;
  private Tensor secondWeight;
  private TensorOptional firstBias;
  private TensorOptional secondBias;
  private List<Tensor> leaves = List.of();

  /** Copies the operands. */
  @Setup
  public void make(LibtorchKernels trial, NodeOperands o) {
    x = trial.leaf(o.x);
    dy = trial.own(Libtorch.tensor(o.dy));
    firstWeight = trial.leaf(NodeOperands.matrix(NodeOperands.FEATURES, 11));
    secondWeight = trial.leaf(NodeOperands.matrix(NodeOperands.FEATURES, 13));
    Tensor firstShift = trial.leaf(NodeOperands.vector(NodeOperands.FEATURES, 12));
    Tensor secondShift = trial.leaf(NodeOperands.vector(NodeOperands.FEATURES, 14));
    firstBias = trial.own(new TensorOptional(firstShift));
    secondBias = trial.own(new TensorOptional(secondShift));
    leaves = List.of(x, firstWeight, firstShift, secondWeight, secondShift);
  }

  /** The messages. */
  @Benchmark
  @SuppressWarnings("try") // Mode and scope work by being there.
  public long forward(NodeOperands o, Flops flops) {
    flops.add(o.mlpFlops());
    try (AutoGradMode off = new AutoGradMode(false);
        PointerScope scope = new PointerScope()) {
      return apply().dim();
    }
  }

  /** The messages and the gradients of everything. */
  @Benchmark
  @SuppressWarnings("try") // The scope works by being open.
  public long forwardAndBackward(NodeOperands o, Flops flops) {
    flops.add(NodeOperands.PASSES * o.mlpFlops());
    try (PointerScope scope = new PointerScope()) {
      return LibtorchWalk.gradients(apply(), dy, leaves).size();
    }
  }

  private Tensor apply() {
    Tensor inner = torch.linear(x, firstWeight, firstBias);
    torch.relu_(inner);
    Tensor y = torch.linear(inner, secondWeight, secondBias);
    torch.relu_(y);
    return y;
  }
}
