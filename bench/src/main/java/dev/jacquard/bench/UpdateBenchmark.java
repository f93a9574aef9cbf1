package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.SgdStep;
import org.openjdk.jmh.annotations.Benchmark;

/** Steps of optimisers on 64 Ki parameters, with one gradient for ever. */
public class UpdateBenchmark extends KernelBenchmark {
  private static final int N = 1 << 16;
  private static final SgdStep SGD = new SgdStep(0.1f, 0.9f, 1e-4f, false);
  private static final AdamStep ADAMW = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 1e-2, true, 100);

  private final float[] parameters = Values.normal(N, 1);
  private final float[] gradient = Values.normal(N, 2);
  private final float[] first = new float[N];
  private final float[] second = new float[N];

  /** Gradient descent with momentum and weight decay. */
  @Benchmark
  public void sgd(Elements elements) {
    elements.add(N);
    kernels.sgd(SGD, N, parameters, 0, gradient, 0, first, 0);
  }

  /** AdamW. */
  @Benchmark
  public void adam(Elements elements) {
    elements.add(N);
    kernels.adam(ADAMW, N, parameters, 0, gradient, 0, first, 0, second, 0);
  }
}
