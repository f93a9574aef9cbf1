package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.Activation;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The activations of {@link ActivationBenchmark} by libtorch, into memory that is there. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the set-up.
public class ActivationPeer extends PinnedScope {
  /** Which function. */
  @Param public Activation function;

  private int n;
  private Tensor x;
  private Tensor y;
  private Tensor dy;
  private Tensor result;
  private Scalar zero;
  private Scalar six;

  /** Copies the operands. */
  @Setup
  public void make(LibtorchKernels trial, ElementCount count) {
    n = count.elements;
    x = trial.tensor(Values.normal(n, 1), n);
    dy = trial.tensor(Values.normal(n, 2), n);
    result = trial.tensor(new float[n], n);
    zero = trial.own(new Scalar(0f));
    six = trial.own(new Scalar(6f));
    apply();
    y = trial.own(result.clone());
  }

  /** The function. */
  @Benchmark
  public void forward(Bytes bytes) {
    bytes.addFloats(2L * n);
    apply();
  }

  private void apply() {
    switch (function) {
      case RELU -> torch.clamp_min_out(result, x, zero);
      case RELU6 -> torch.hardtanh_out(result, x, zero, six);
      case GELU -> torch.gelu_out(result, x);
      case HARD_SWISH -> torch.hardswish_out(result, x);
      case HARD_SIGMOID -> torch.hardsigmoid_out(result, x);
      case SIGMOID -> torch.sigmoid_out(result, x);
      case SILU -> torch.silu_out(result, x);
      case TANH -> torch.tanh_out(result, x);
      case EXP -> torch.exp_out(result, x);
    }
  }

  /** Its gradient; libtorch has some from the result. */
  @Benchmark
  public void gradient(Bytes bytes) {
    bytes.addFloats(3L * n);
    switch (function) {
      case RELU -> torch.threshold_backward_out(result, dy, x, zero);
      case RELU6 -> torch.hardtanh_backward_out(result, dy, x, zero, six);
      case GELU -> torch.gelu_backward_out(result, dy, x);
      case HARD_SWISH -> torch.hardswish_backward(dy, x).close();
      case HARD_SIGMOID -> torch.hardsigmoid_backward_out(result, dy, x);
      case SIGMOID -> torch.sigmoid_backward_out(result, dy, y);
      case SILU -> torch.silu_backward_out(result, dy, x);
      case TANH -> torch.tanh_backward_out(result, dy, y);
      case EXP -> torch.mul_out(result, dy, y);
    }
  }
}
