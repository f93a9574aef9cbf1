package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.SgdStep;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Steps of optimisers, with one gradient for ever. */
public class UpdateBenchmark extends KernelBenchmark {
  private static final SgdStep SGD = new SgdStep(0.1f, 0.9f, 1e-4f, false);
  private static final AdamStep ADAMW = new AdamStep(1e-3, 0.9, 0.999, 1e-8, 1e-2, true, 100);

  private int n;
  private float[] parameters = {};
  private float[] gradient = {};
  private float[] first = {};
  private float[] second = {};

  /** Makes the operands. */
  @Setup
  public void make(ElementCount count) {
    n = count.elements;
    parameters = Values.normal(n, 1);
    gradient = Values.normal(n, 2);
    first = new float[n];
    second = new float[n];
  }

  /** Gradient descent with momentum and weight decay. */
  @Benchmark
  public void sgd(Bytes bytes) {
    bytes.addFloats(5L * n);
    kernels.sgd(SGD, n, parameters, 0, gradient, 0, first, 0);
  }

  /** AdamW. */
  @Benchmark
  public void adam(Bytes bytes) {
    bytes.addFloats(7L * n);
    kernels.adam(ADAMW, n, parameters, 0, gradient, 0, first, 0, second, 0);
  }
}
