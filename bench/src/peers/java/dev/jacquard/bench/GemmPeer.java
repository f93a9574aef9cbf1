package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** The products of {@link GemmBenchmark} by libtorch, and by others where a name says so. */
public class GemmPeer extends PinnedScope {
  /** By libtorch. */
  @Benchmark
  public void multiply(GemmOperands o, LibtorchProduct product, Flops flops) {
    flops.add(o.flops());
    product.multiply();
  }

  /** By EJML. */
  @Benchmark
  public void multiplyByEjml(GemmOperands o, EjmlProduct product, Flops flops) {
    flops.add(o.flops());
    product.multiply();
  }

  /** By netlib. */
  @Benchmark
  public void multiplyByNetlib(GemmOperands o, NetlibProduct product, Flops flops) {
    flops.add(o.flops());
    product.multiply(o);
  }
}
