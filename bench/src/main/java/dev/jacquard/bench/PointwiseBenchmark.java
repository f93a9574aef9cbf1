package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Arithmetic element by element, on 64 Ki elements: for channels, [4, 64, 16, 16]. */
public class PointwiseBenchmark extends KernelBenchmark {
  private static final int OUTER = 4;
  private static final int CHANNELS = 64;
  private static final int INNER = 256;
  private static final int N = OUTER * CHANNELS * INNER;

  private final float[] a = Values.normal(N, 1);
  private final float[] b = Values.normal(N, 2);
  private final float[] y = new float[N];

  /** {@code y = a + b}. */
  @Benchmark
  public void add(Elements elements) {
    elements.add(N);
    kernels.add(N, a, 0, b, 0, y, 0);
  }

  /** {@code y = a - b}. */
  @Benchmark
  public void subtract(Elements elements) {
    elements.add(N);
    kernels.subtract(N, a, 0, b, 0, y, 0);
  }

  /** {@code y = a * b}. */
  @Benchmark
  public void multiply(Elements elements) {
    elements.add(N);
    kernels.multiply(N, a, 0, b, 0, y, 0);
  }

  /** {@code y = 1.5 a}. */
  @Benchmark
  public void scale(Elements elements) {
    elements.add(N);
    kernels.scale(N, 1.5f, a, 0, y, 0);
  }

  /** {@code y = y + 1.5 a}. */
  @Benchmark
  public void addScaled(Elements elements) {
    elements.add(N);
    kernels.addScaled(N, 1.5f, a, 0, y, 0);
  }

  /** A bias for each channel. */
  @Benchmark
  public void addChannels(Elements elements) {
    elements.add(N);
    kernels.addChannels(OUTER, CHANNELS, INNER, a, 0, b, 0, y, 0);
  }

  /** A factor for each channel. */
  @Benchmark
  public void multiplyChannels(Elements elements) {
    elements.add(N);
    kernels.multiplyChannels(OUTER, CHANNELS, INNER, a, 0, b, 0, y, 0);
  }

  /** A bias on rows of 64. */
  @Benchmark
  public void addToRows(Elements elements) {
    elements.add(N);
    kernels.addChannels(N / CHANNELS, CHANNELS, 1, a, 0, b, 0, y, 0);
  }
}
