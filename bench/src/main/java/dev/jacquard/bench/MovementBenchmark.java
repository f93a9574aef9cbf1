package dev.jacquard.bench;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;

/** Moving 64 Ki elements: [64, 32, 32], and 1,024 rows of 64. */
public class MovementBenchmark extends KernelBenchmark {
  private static final int ROWS = 1024;
  private static final int WIDTH = 64;
  private static final int N = ROWS * WIDTH;
  private static final int[] DIMS = {64, 32, 32};
  private static final int[] DENSE = {1024, 32, 1};
  private static final int[] CHANNELS_LAST = {1, 2048, 64};
  private static final int[] FIRST_AXIS_ONLY = {1, 0, 0};

  private final float[] x = Values.normal(N, 1);
  private final float[] y = new float[N];
  private final int[] index = new SplittableRandom(2).ints(ROWS, 0, ROWS).toArray();

  /** A block as it lies. */
  @Benchmark
  public void copyDense(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.copy(DIMS, x, 0, DENSE, y, 0, DENSE);
  }

  /** Channels last to channels first. */
  @Benchmark
  public void copyPermuted(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.copy(DIMS, x, 0, CHANNELS_LAST, y, 0, DENSE);
  }

  /** Sums over the last two axes, one element after the other. */
  @Benchmark
  public void addCopySummed(Bytes bytes) {
    bytes.addFloats(N);
    kernels.addCopy(DIMS, x, 0, DENSE, y, 0, FIRST_AXIS_ONLY);
  }

  /** Rows of a table by index. */
  @Benchmark
  public void gatherRows(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.gatherRows(ROWS, WIDTH, index, 0, x, 0, y, 0);
  }

  /** Rows added to a table by index. */
  @Benchmark
  public void scatterAddRows(Bytes bytes) {
    bytes.addFloats(3L * N);
    kernels.scatterAddRows(ROWS, WIDTH, index, 0, x, 0, y, 0);
  }
}
