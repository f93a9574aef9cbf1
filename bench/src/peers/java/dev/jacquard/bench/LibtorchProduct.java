package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.Libtorch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A product of matrices by libtorch: its BLAS reads transposes in place. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class LibtorchProduct {
  private Tensor a;
  private Tensor b;
  private Tensor c;

  /** Copies the matrices. */
  @Setup
  public void make(LibtorchKernels trial, GemmOperands o) {
    a = o.transposedA ? trial.own(trial.tensor(o.a, o.k, o.m).t()) : trial.tensor(o.a, o.m, o.k);
    b = o.transposedB ? trial.own(trial.tensor(o.b, o.n, o.k).t()) : trial.tensor(o.b, o.k, o.n);
    c = trial.tensor(o.c, o.m, o.n);
  }

  void multiply() {
    torch.mm_out(c, a, b);
  }

  float[] result() {
    return Libtorch.values(c).data();
  }
}
