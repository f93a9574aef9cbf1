package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Batch norm of [8, 64, 32, 32] and layer norm of [1024, 512]: as many elements. */
public class NormalizationBenchmark extends KernelBenchmark {
  static final int OUTER = 8;
  static final int CHANNELS = 64;
  static final int INNER = 1024;
  static final int ROWS = 1024;
  static final int COLUMNS = 512;
  static final float EPS = 1e-5f;

  private static final int N = OUTER * CHANNELS * INNER;

  private final float[] x = Values.normal(N, 1);
  private final float[] dy = Values.normal(N, 2);
  private final float[] mean = Values.normal(ROWS, 3);
  private final float[] inverseStd = Values.positive(ROWS, 4);
  private final float[] gamma = Values.positive(COLUMNS, 5);
  private final float[] beta = Values.normal(COLUMNS, 6);
  private final float[] y = new float[N];
  private final float[] first = new float[ROWS];
  private final float[] second = new float[ROWS];
  private final float[] scale = new float[CHANNELS];

  /** Mean and variance of each channel. */
  @Benchmark
  public void channelMoments(Bytes bytes) {
    bytes.addFloats(N);
    kernels.channelMoments(OUTER, CHANNELS, INNER, 0, CHANNELS, x, 0, first, 0, second, 0);
  }

  /** Batch norm with given statistics. */
  @Benchmark
  public void normalizeChannels(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.normalizeChannels(OUTER, CHANNELS, INNER, x, 0, mean, 0, gamma, 0, beta, 0, y, 0);
  }

  /** Batch norm with the statistics of the batch. */
  @Benchmark
  public void batchNorm(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.channelMoments(OUTER, CHANNELS, INNER, 0, CHANNELS, x, 0, first, 0, second, 0);
    for (int c = 0; c < CHANNELS; c++) {
      scale[c] = (float) (gamma[c] / Math.sqrt(second[c] + EPS));
    }
    kernels.normalizeChannels(OUTER, CHANNELS, INNER, x, 0, first, 0, scale, 0, beta, 0, y, 0);
  }

  /** The gradients of batch norm. */
  @Benchmark
  public void batchNormGrad(Bytes bytes) {
    bytes.addFloats(3L * N);
    kernels.batchNormGrad(
        OUTER,
        CHANNELS,
        INNER,
        0,
        CHANNELS,
        x,
        0,
        dy,
        0,
        mean,
        0,
        inverseStd,
        0,
        gamma,
        0,
        y,
        0,
        first,
        0,
        second,
        0);
  }

  /** Layer norm. */
  @Benchmark
  public void layerNorm(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.layerNorm(ROWS, COLUMNS, EPS, x, 0, gamma, 0, beta, 0, y, 0, first, 0, second, 0);
  }

  /** Its gradient to the input. */
  @Benchmark
  public void layerNormGrad(Bytes bytes) {
    bytes.addFloats(3L * N);
    kernels.layerNormGrad(ROWS, COLUMNS, x, 0, dy, 0, gamma, 0, mean, 0, inverseStd, 0, y, 0);
  }

  /** Its gradients to gamma and beta. */
  @Benchmark
  public void layerNormParameterGrad(Bytes bytes) {
    bytes.addFloats(2L * N);
    kernels.layerNormParameterGrad(
        ROWS, COLUMNS, x, 0, dy, 0, mean, 0, inverseStd, 0, first, 0, second, 0);
  }
}
