package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Products of matrices; {@link GemmLimitBenchmark} is what they are compared with. */
public class GemmBenchmark extends KernelBenchmark {
  /** Rows of C, columns of C, length of the sums. */
  @Param({"64x64x64", "512x512x512", "64x1024x576"})
  public String size = "";

  /** Whether A and B are stored as they are multiplied (n) or transposed (t). */
  @Param("nn")
  public String layout = "";

  private int m;
  private int n;
  private int k;
  private boolean transposedA;
  private boolean transposedB;
  private float[] a = {};
  private float[] b = {};
  private float[] c = {};

  /** Makes the matrices. */
  @Setup
  public void makeMatrices() {
    if (!size.matches("\\d+x\\d+x\\d+") || !layout.matches("[nt][nt]")) {
      throw new IllegalArgumentException(
          size + " " + layout + ": expected sizes as in 64x1024x576 and a layout as in nt");
    }
    int first = size.indexOf('x');
    int second = size.lastIndexOf('x');
    m = Integer.parseInt(size.substring(0, first));
    n = Integer.parseInt(size.substring(first + 1, second));
    k = Integer.parseInt(size.substring(second + 1));
    transposedA = layout.charAt(0) == 't';
    transposedB = layout.charAt(1) == 't';
    a = Values.normal(m * k, 1);
    b = Values.normal(k * n, 2);
    c = new float[m * n];
  }

  /** One product, {@code 2 m n k} additions and multiplications. */
  @Benchmark
  public void multiply(Flops flops) {
    flops.add(2L * m * n * k);
    kernels.gemm(
        m,
        n,
        k,
        a,
        0,
        transposedA ? 1 : k,
        transposedA ? m : 1,
        b,
        0,
        transposedB ? 1 : n,
        transposedB ? k : 1,
        0,
        c,
        0,
        n);
  }
}
