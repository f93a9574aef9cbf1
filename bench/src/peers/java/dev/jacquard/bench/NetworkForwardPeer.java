package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.LibtorchParameters;
import dev.jacquard.bench.libtorch.LibtorchWalk;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.tensor.RandomStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A forward pass with running statistics by libtorch, which records nothing. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkForwardPeer extends PinnedScope {
  /** Which network; behind {@code @}, rows and columns of the images. */
  @Param({"resnet50@224", "mobilenet_v2@224", "vit@32"})
  public String network = "";

  /** How many images. */
  @Param({"1", "16"})
  public int batch;

  private LibtorchParameters parameters;
  private LibtorchWalk walk;
  private Tensor images;

  /** Builds the network and copies the parameters and images that ours gets. */
  @Setup
  public void make(LibtorchTrial trial) {
    SizedNetwork sized = SizedNetwork.of(network);
    Network built = sized.network();
    parameters =
        LibtorchParameters.evaluation(
            Initialization.torch().begin(built, RandomStream.of(0)),
            RunningStatistics.initial(built));
    walk = new LibtorchWalk(built, parameters);
    images = trial.tensor(sized.images(batch));
  }

  /** Frees the parameters. */
  @TearDown
  public void free() {
    parameters.close();
  }

  /** The logits. */
  @Benchmark
  @SuppressWarnings("try") // Mode and scope work by being there.
  public long forward() {
    try (AutoGradMode off = new AutoGradMode(false);
        PointerScope scope = new PointerScope()) {
      return walk.forward(images).dim();
    }
  }
}
