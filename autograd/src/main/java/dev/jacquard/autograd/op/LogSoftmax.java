package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Tensor;

/**
 * Logarithm of the softmax along the last axis: {@code y = x - log(sum exp(x))}, {@code dx = dy -
 * exp(y) sum dy}.
 */
public final class LogSoftmax {
  private LogSoftmax() {}

  /** Log-softmax of x {@code [..., K]}, K at least 1. */
  public static Var logSoftmax(Var x) {
    int columns = Softmax.columns("logSoftmax", x.shape());
    Operation op = Operation.on(x);
    Tensor y = op.allocate(x.shape());
    logSoftmax(op.space(), columns, x.value(), y);
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

  static void logSoftmax(Workspace space, int columns, Tensor x, Tensor y) {
    space
        .kernels()
        .logSoftmax(x.size() / columns, columns, x.data(), x.offset(), y.data(), y.offset());
  }

  /** Writes the gradient into {@code dx}, which may be {@code dy}. */
  static void gradient(Workspace space, int columns, Tensor y, Tensor dy, Tensor dx) {
    space
        .kernels()
        .logSoftmaxGrad(
            y.size() / columns,
            columns,
            y.data(),
            y.offset(),
            dy.data(),
            dy.offset(),
            dx.data(),
            dx.offset());
  }
}
