package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.ScalarKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Every activation and its gradient. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameter.
public class ActivationBenchmark extends KernelBenchmark {
  /** Which function. */
  @Param public Activation function;

  private float[] x = {};
  private float[] kept = {};
  private float[] dy = {};
  private float[] result = {};

  /** Makes the operands. */
  @Setup
  public void make(ElementCount count) {
    x = Values.normal(count.elements, 1);
    dy = Values.normal(count.elements, 2);
    result = new float[count.elements];
    kept = x;
    if (function.slopeOfResult()) {
      kept = new float[x.length];
      new ScalarKernels().activation(function, x.length, x, 0, kept, 0);
    }
  }

  /** The function. */
  @Benchmark
  public void forward(Bytes bytes) {
    bytes.addFloats(2L * x.length);
    kernels.activation(function, x.length, x, 0, result, 0);
  }

  /** Its gradient, from what is kept for it. */
  @Benchmark
  public void gradient(Bytes bytes) {
    bytes.addFloats(3L * x.length);
    kernels.activationGrad(function, x.length, kept, 0, dy, 0, result, 0);
  }
}
