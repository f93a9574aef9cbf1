package dev.jacquard.bench;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A product of matrices by EJML: plain Java, on one thread. */
@State(Scope.Thread)
public class EjmlProduct {
  private boolean transposedA;
  private boolean transposedB;
  private FMatrixRMaj a = new FMatrixRMaj();
  private FMatrixRMaj b = new FMatrixRMaj();
  private FMatrixRMaj c = new FMatrixRMaj();

  /** Takes over the matrices. */
  @Setup
  public void make(GemmOperands o) {
    transposedA = o.transposedA;
    transposedB = o.transposedB;
    a = o.transposedA ? FMatrixRMaj.wrap(o.k, o.m, o.a) : FMatrixRMaj.wrap(o.m, o.k, o.a);
    b = o.transposedB ? FMatrixRMaj.wrap(o.n, o.k, o.b) : FMatrixRMaj.wrap(o.k, o.n, o.b);
    c = FMatrixRMaj.wrap(o.m, o.n, o.c);
  }

  void multiply() {
    if (transposedA && transposedB) {
      CommonOps_FDRM.multTransAB(a, b, c);
    } else if (transposedA) {
      CommonOps_FDRM.multTransA(a, b, c);
    } else if (transposedB) {
      CommonOps_FDRM.multTransB(a, b, c);
    } else {
      CommonOps_FDRM.mult(a, b, c);
    }
  }
}
