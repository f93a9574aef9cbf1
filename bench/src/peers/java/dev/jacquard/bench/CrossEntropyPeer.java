package dev.jacquard.bench;

import static dev.jacquard.bench.CrossEntropyBenchmark.ROWS;

import dev.jacquard.bench.libtorch.LibtorchWalk;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The loss of {@link CrossEntropyBenchmark} and its gradient by libtorch. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class CrossEntropyPeer extends PinnedScope {
  /** How many classes. */
  @Param({"10", "1000"})
  public int classes;

  private Tensor logits;
  private Tensor labels;
  private Tensor one;

  /** Copies the logits. */
  @Setup
  public void make(LibtorchKernels trial) {
    logits = trial.tensor(Values.normal(ROWS * classes, 1), ROWS, classes);
    logits.set_requires_grad(true);
    labels = trial.labels(ROWS, classes);
    one = trial.own(torch.ones());
  }

  /** Loss and gradient. */
  @Benchmark
  @SuppressWarnings("try") // The scope works by being open.
  public long softmaxCrossEntropy(Bytes bytes) {
    bytes.addFloats(2L * ROWS * classes);
    try (PointerScope scope = new PointerScope()) {
      Tensor loss = torch.cross_entropy_loss(logits, labels);
      return LibtorchWalk.gradients(loss, one, List.of(logits)).size();
    }
  }
}
