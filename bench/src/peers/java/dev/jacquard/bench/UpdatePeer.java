package dev.jacquard.bench;

import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * The updates of {@link UpdateBenchmark} by libtorch's optimisers, which are several operators one
 * after the other; the fused ones of PyTorch's Python side are not among its public operators.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class UpdatePeer extends PinnedScope {
  private int n;
  private SGD sgd;
  private AdamW adam;

  /** Makes parameters with a gradient, and the optimisers. */
  @Setup
  public void make(LibtorchKernels trial, ElementCount count) {
    n = count.elements;
    SGDOptions descent = trial.own(new SGDOptions(0.1));
    descent.momentum().put(0.9);
    descent.weight_decay().put(1e-4);
    sgd = trial.own(new SGD(parameters(trial), descent));
    AdamWOptions decoupled = trial.own(new AdamWOptions(1e-3));
    decoupled.weight_decay().put(1e-2);
    adam = trial.own(new AdamW(parameters(trial), decoupled));
  }

  private TensorVector parameters(LibtorchTrial trial) {
    Tensor parameters = trial.tensor(Values.normal(n, 1), n);
    parameters.set_requires_grad(true);
    parameters.mutable_grad().put(trial.tensor(Values.normal(n, 2), n));
    return trial.own(new TensorVector(parameters));
  }

  /** Gradient descent with momentum and weight decay. */
  @Benchmark
  public void sgd(Bytes bytes) {
    bytes.addFloats(5L * n);
    sgd.step().close();
  }

  /** AdamW. */
  @Benchmark
  public void adam(Bytes bytes) {
    bytes.addFloats(7L * n);
    adam.step().close();
  }
}
