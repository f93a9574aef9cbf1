package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.LibtorchParameters;
import dev.jacquard.bench.libtorch.LibtorchWalk;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.RandomStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole training step without its update by libtorch: forward, cross-entropy, and the gradients
 * of all parameters, with the statistics of the batch; nothing is dropped.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkStepPeer extends PinnedScope {
  /** Which network; {@code resnet18@64} for images of 64 pixels. */
  @Param({
    "sample:0",
    "sample:1",
    "sample:2",
    "sample:3",
    "sample:4",
    "sample:5",
    "sample:6",
    "sample:7",
    "sample:8",
    "sample:9",
    "resnet18",
    "resnet50"
  })
  public String network = "";

  /** How many images. */
  @Param("64")
  public int batch;

  private LibtorchParameters parameters;
  private LibtorchWalk walk;
  private Tensor images;
  private Tensor labels;
  private Tensor one;

  /** Builds the network and copies the parameters and images that ours gets. */
  @Setup
  public void make(LibtorchTrial trial) {
    SizedNetwork sized = SizedNetwork.of(network);
    Network built = sized.network();
    parameters =
        LibtorchParameters.training(Initialization.torch().begin(built, RandomStream.of(0)));
    walk = new LibtorchWalk(built, parameters);
    images = trial.tensor(sized.images(batch));
    labels = trial.labels(batch, SizedNetwork.CLASSES);
    one = trial.own(torch.ones());
  }

  /** Frees the parameters. */
  @TearDown
  public void free() {
    parameters.close();
  }

  /** Forward and backward. */
  @Benchmark
  @SuppressWarnings("try") // The scope works by being open.
  public long step() {
    try (PointerScope scope = new PointerScope()) {
      Tensor loss = torch.cross_entropy_loss(walk.forward(images), labels);
      TensorVector gradients = LibtorchWalk.gradients(loss, one, parameters.asMap().values());
      return gradients.size();
    }
  }
}
