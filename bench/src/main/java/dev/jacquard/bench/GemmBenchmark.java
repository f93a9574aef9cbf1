package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** Products of matrices; {@link GemmLimitBenchmark} is what they are compared with. */
public class GemmBenchmark extends KernelBenchmark {
  /** One product, {@code 2 m n k} additions and multiplications. */
  @Benchmark
  public void multiply(GemmOperands o, Flops flops) {
    flops.add(o.flops());
    kernels.gemm(
        o.m,
        o.n,
        o.k,
        o.a,
        0,
        o.transposedA ? 1 : o.k,
        o.transposedA ? o.m : 1,
        o.b,
        0,
        o.transposedB ? 1 : o.n,
        o.transposedB ? o.k : 1,
        0,
        o.c,
        0,
        o.n);
  }
}
