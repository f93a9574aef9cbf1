package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.Activation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Every activation and its gradient, on 64 Ki elements. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameter.
public class ActivationBenchmark extends KernelBenchmark {
  private static final int N = 1 << 16;

  /** Which function. */
  @Param public Activation function;

  private final float[] x = Values.normal(N, 1);
  private final float[] dy = Values.normal(N, 2);
  private final float[] result = new float[N];

  /** The function. */
  @Benchmark
  public void forward(Elements elements) {
    elements.add(N);
    kernels.activation(function, N, x, 0, result, 0);
  }

  /** Its gradient. */
  @Benchmark
  public void gradient(Elements elements) {
    elements.add(N);
    kernels.activationGrad(function, N, x, 0, dy, 0, result, 0);
  }
}
