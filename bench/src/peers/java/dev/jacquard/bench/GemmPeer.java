package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;

/** The products of {@link GemmBenchmark} by others. */
public class GemmPeer extends PinnedScope {
  /** By libtorch. */
  @Benchmark
  public void libtorch(GemmOperands o, LibtorchProduct product, Flops flops) {
    flops.add(o.flops());
    product.multiply();
  }

  /** By EJML. */
  @Benchmark
  public void ejml(GemmOperands o, EjmlProduct product, Flops flops) {
    flops.add(o.flops());
    product.multiply();
  }

  /** By netlib. */
  @Benchmark
  public void netlib(GemmOperands o, NetlibProduct product, Flops flops) {
    flops.add(o.flops());
    product.multiply(o);
  }
}
