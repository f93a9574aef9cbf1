package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Tensor;

/** A constant factor: {@code y = factor * x}, {@code dx = factor * dy}. */
public final class Scale {
  private Scale() {}

  /** Every element of x, of any shape, times the factor. */
  public static Var scale(Var x, float factor) {
    Operation op = Operation.on(x);
    Tensor y = op.allocate(x.shape());
    scale(op.space(), factor, x.value(), y);
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.inPlaceOf(dy);
              scale(space, factor, dy, dx);
              return dx;
            })
        .result(y);
  }

  /** Writes the product into {@code y}, which may be {@code x}. */
  static void scale(Workspace space, float factor, Tensor x, Tensor y) {
    space.kernels().scale(x.size(), factor, x.data(), x.offset(), y.data(), y.offset());
  }
}
