package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Arithmetic element by element: for channels, [4, 64, 16, 16] or [128, 64, 16, 16]. */
public class PointwiseBenchmark extends KernelBenchmark {
  static final int CHANNELS = 64;
  static final int INNER = 256;

  private int n;
  private int outer;
  private float[] a = {};
  private float[] b = {};
  private float[] y = {};

  /** Makes the operands. */
  @Setup
  public void make(ElementCount count) {
    n = count.elements;
    outer = n / (CHANNELS * INNER);
    a = Values.normal(n, 1);
    b = Values.normal(n, 2);
    y = new float[n];
  }

  /** {@code y = a + b}. */
  @Benchmark
  public void add(Bytes bytes) {
    bytes.addFloats(3L * n);
    kernels.add(n, a, 0, b, 0, y, 0);
  }

  /** {@code y = a - b}. */
  @Benchmark
  public void subtract(Bytes bytes) {
    bytes.addFloats(3L * n);
    kernels.subtract(n, a, 0, b, 0, y, 0);
  }

  /** {@code y = a * b}. */
  @Benchmark
  public void multiply(Bytes bytes) {
    bytes.addFloats(3L * n);
    kernels.multiply(n, a, 0, b, 0, y, 0);
  }

  /** {@code y = 1.5 a}. */
  @Benchmark
  public void scale(Bytes bytes) {
    bytes.addFloats(2L * n);
    kernels.scale(n, 1.5f, a, 0, y, 0);
  }

  /** {@code y = y + 1.5 a}. */
  @Benchmark
  public void addScaled(Bytes bytes) {
    bytes.addFloats(3L * n);
    kernels.addScaled(n, 1.5f, a, 0, y, 0);
  }

  /** A bias for each channel. */
  @Benchmark
  public void addChannels(Bytes bytes) {
    bytes.addFloats(2L * n);
    kernels.addChannels(outer, CHANNELS, INNER, a, 0, b, 0, y, 0);
  }

  /** A factor for each channel. */
  @Benchmark
  public void multiplyChannels(Bytes bytes) {
    bytes.addFloats(2L * n);
    kernels.multiplyChannels(outer, CHANNELS, INNER, a, 0, b, 0, y, 0);
  }

  /** A bias on rows of 64. */
  @Benchmark
  public void addToRows(Bytes bytes) {
    bytes.addFloats(2L * n);
    kernels.addChannels(n / CHANNELS, CHANNELS, 1, a, 0, b, 0, y, 0);
  }
}
