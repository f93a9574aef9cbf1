package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.LibtorchParameters;
import dev.jacquard.bench.libtorch.LibtorchWalk;
import dev.jacquard.nn.network.RunningStatistics;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The forward pass of {@link NetworkForwardBenchmark} by libtorch, which records nothing. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkForwardPeer extends NetworkScope {
  private LibtorchParameters parameters;
  private LibtorchWalk walk;
  private Tensor images;

  /** Copies the parameters and images. */
  @Setup
  public void make(LibtorchNetworks trial, NetworkForwardOperands o) {
    parameters = LibtorchParameters.evaluation(o.parameters, RunningStatistics.initial(o.built));
    walk = new LibtorchWalk(o.built, parameters);
    images = trial.tensor(o.images);
  }

  /** Frees the parameters. */
  @TearDown
  public void free() {
    parameters.close();
  }

  /** The logits. */
  @Benchmark
  @SuppressWarnings("try") // Mode and scope work by being there.
  public long forward(NetworkForwardOperands o, Flops flops, Images seen) {
    flops.add(o.forwardFlops());
    seen.add(o.batch);
    try (AutoGradMode off = new AutoGradMode(false);
        PointerScope scope = new PointerScope()) {
      return walk.forward(images).dim();
    }
  }
}
