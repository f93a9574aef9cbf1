package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Sums and maxima of 64 Ki elements: along rows and columns of [256, 256], of [4, 64, 16, 16]. */
public class ReductionBenchmark extends KernelBenchmark {
  private static final int SIDE = 256;
  private static final int OUTER = 4;
  private static final int CHANNELS = 64;
  private static final int INNER = 256;
  private static final int N = SIDE * SIDE;

  private final float[] a = Values.normal(N, 1);
  private final float[] b = Values.normal(N, 2);
  private final float[] y = new float[SIDE];
  private final int[] places = new int[SIDE];

  /** The sum of all. */
  @Benchmark
  public double sum(Bytes bytes) {
    bytes.addFloats(N);
    return kernels.sum(N, a, 0);
  }

  /** The sum of all products. */
  @Benchmark
  public double dot(Bytes bytes) {
    bytes.addFloats(2L * N);
    return kernels.dot(N, a, 0, b, 0);
  }

  /** The sum of each row. */
  @Benchmark
  public void sumRows(Bytes bytes) {
    bytes.addFloats(N);
    kernels.sumAxis(SIDE, SIDE, 1, a, 0, y, 0);
  }

  /** The sum of each column. */
  @Benchmark
  public void sumColumns(Bytes bytes) {
    bytes.addFloats(N);
    kernels.sumAxis(1, SIDE, SIDE, a, 0, y, 0);
  }

  /** The maximum of each row. */
  @Benchmark
  public void maxRows(Bytes bytes) {
    bytes.addFloats(N);
    kernels.maxAxis(SIDE, SIDE, 1, a, 0, y, 0);
  }

  /** The maximum of each column. */
  @Benchmark
  public void maxColumns(Bytes bytes) {
    bytes.addFloats(N);
    kernels.maxAxis(1, SIDE, SIDE, a, 0, y, 0);
  }

  /** The place of the maximum in each row. */
  @Benchmark
  public void argMaxRows(Bytes bytes) {
    bytes.addFloats(N);
    kernels.argMaxAxis(SIDE, SIDE, 1, a, 0, places, 0);
  }

  /** The place of the maximum in each column. */
  @Benchmark
  public void argMaxColumns(Bytes bytes) {
    bytes.addFloats(N);
    kernels.argMaxAxis(1, SIDE, SIDE, a, 0, places, 0);
  }

  /** The sum of each channel. */
  @Benchmark
  public void sumChannels(Bytes bytes) {
    bytes.addFloats(N);
    kernels.sumChannels(OUTER, CHANNELS, INNER, 0, CHANNELS, a, 0, y, 0);
  }

  /** The sum of each channel's products. */
  @Benchmark
  public void dotChannels(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.dotChannels(OUTER, CHANNELS, INNER, 0, CHANNELS, a, 0, b, 0, y, 0);
  }
}
