package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Softmax and its logarithm along rows of [64, 1000]: logits of ImageNet. */
public class SoftmaxBenchmark extends KernelBenchmark {
  static final int ROWS = 64;
  static final int COLUMNS = 1000;
  private static final int N = ROWS * COLUMNS;

  private final float[] x = Values.normal(N, 1);
  private final float[] dy = Values.normal(N, 2);
  private final float[] result = new float[N];

  /** Softmax. */
  @Benchmark
  public void softmax(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.softmax(ROWS, COLUMNS, x, 0, result, 0);
  }

  /** Its gradient; what stands for its result need not sum to 1 to be timed. */
  @Benchmark
  public void softmaxGrad(Bytes bytes) {
    bytes.addFloats(3L * N);
    kernels.softmaxGrad(ROWS, COLUMNS, x, 0, dy, 0, result, 0);
  }

  /** The logarithm of softmax. */
  @Benchmark
  public void logSoftmax(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.logSoftmax(ROWS, COLUMNS, x, 0, result, 0);
  }

  /** Its gradient. */
  @Benchmark
  public void logSoftmaxGrad(Bytes bytes) {
    bytes.addFloats(3L * N);
    kernels.logSoftmaxGrad(ROWS, COLUMNS, x, 0, dy, 0, result, 0);
  }
}
