package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** The gates of a recurrent unit with 32 features, for the 300 nodes of a middling network. */
public class RecurrentBenchmark extends KernelBenchmark {
  private static final int ROWS = 300;
  private static final int HIDDEN = 32;
  private static final int N = ROWS * HIDDEN;

  private final float[] a = Values.normal(3 * N, 1);
  private final float[] c = Values.normal(3 * N, 2);
  private final float[] h = Values.normal(N, 3);
  private final float[] dy = Values.normal(N, 4);
  private final float[] someGates = Values.positive(3 * N, 5);
  private final float[] gates = new float[3 * N];
  private final float[] y = new float[N];
  private final float[] da = new float[3 * N];
  private final float[] dc = new float[3 * N];

  /** The gates and the next state. */
  @Benchmark
  public void gruGates(Bytes bytes) {
    bytes.addFloats(11L * N);
    kernels.gruGates(ROWS, HIDDEN, a, 0, c, 0, h, 0, gates, 0, y, 0);
  }

  /** Their gradients. */
  @Benchmark
  public void gruGatesGrad(Bytes bytes) {
    bytes.addFloats(13L * N);
    kernels.gruGatesGrad(ROWS, HIDDEN, c, 0, h, 0, someGates, 0, dy, 0, da, 0, dc, 0, y, 0);
  }
}
