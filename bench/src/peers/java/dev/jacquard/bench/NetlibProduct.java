package dev.jacquard.bench;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A product of matrices by netlib's BLAS on the Vector API, on one thread. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class NetlibProduct {
  private BLAS blas;

  /** Finds the implementation and makes sure that it is the one with vectors. */
  @Setup
  public void make() {
    blas = JavaBLAS.getInstance();
    String name = blas.getClass().getSimpleName();
    if (!name.equals("VectorBLAS")) {
      throw new IllegalStateException("netlib: expected VectorBLAS, got " + name);
    }
  }

  /** BLAS stores columns, so that it sees transposes: C' = B' A'. */
  void multiply(GemmOperands o) {
    blas.sgemm(
        o.transposedB ? "T" : "N",
        o.transposedA ? "T" : "N",
        o.n,
        o.m,
        o.k,
        1,
        o.b,
        o.transposedB ? o.k : o.n,
        o.a,
        o.transposedA ? o.m : o.k,
        0,
        o.c,
        o.n);
  }
}
