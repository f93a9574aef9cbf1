package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.LibtorchParameters;
import dev.jacquard.bench.libtorch.LibtorchWalk;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The step of {@link NetworkStepBenchmark} by libtorch: forward, cross-entropy, and the gradients
 * of all parameters, with the statistics of the batch; nothing is dropped.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetworkStepPeer extends NetworkScope {
  private LibtorchParameters parameters;
  private LibtorchWalk walk;
  private Tensor images;
  private Tensor labels;
  private Tensor one;

  /** Copies the parameters and images. */
  @Setup
  public void make(LibtorchNetworks trial, NetworkStepOperands o) {
    parameters = LibtorchParameters.training(o.parameters);
    walk = new LibtorchWalk(o.built, parameters);
    images = trial.tensor(o.images);
    labels = trial.labels(o.batch, SizedNetwork.CLASSES);
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
  public long step(NetworkStepOperands o, Flops flops, Images seen) {
    flops.add(o.flops());
    seen.add(o.batch);
    try (PointerScope scope = new PointerScope()) {
      Tensor loss = torch.cross_entropy_loss(walk.forward(images), labels);
      TensorVector gradients = LibtorchWalk.gradients(loss, one, parameters.asMap().values());
      return gradients.size();
    }
  }
}
