package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Softmax along the last axis: {@code y = exp(x) / sum exp(x)}, {@code dx = y (dy - sum y dy)}; the
 * maximum is taken off first, which changes nothing but the range.
 */
public final class Softmax {
  private Softmax() {}

  /** Softmax of x {@code [..., K]}, K at least 1. */
  public static Var softmax(Var x) {
    int columns = columns("softmax", x.shape());
    int rows = x.shape().size() / columns;
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(x.shape());
    op.kernels().softmax(rows, columns, a.data(), a.offset(), y.data(), y.offset());
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.inPlaceOf(dy);
              gradient(space, columns, y, dy, dx);
              return dx;
            },
            y)
        .result(y);
  }

  /** Writes the gradient into {@code dx}, which may be {@code dy}. */
  static void gradient(Workspace space, int columns, Tensor y, Tensor dy, Tensor dx) {
    space
        .kernels()
        .softmaxGrad(
            y.size() / columns,
            columns,
            y.data(),
            y.offset(),
            dy.data(),
            dy.offset(),
            dx.data(),
            dx.offset());
  }

  /** The size of the last axis, which must not be empty. */
  static int columns(String where, Shape x) {
    Expect.rankAtLeast(where, 1, x);
    int columns = x.dim(x.rank() - 1);
    Expect.that(columns > 0, where, "a last axis of 1 or more", x);
    return columns;
  }
}
