package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * A linear layer on rows: {@code y = x w' + b}, {@code dx = dy w}, {@code dw = dy' x}, {@code db} =
 * the sum of dy over the rows; an apostrophe is the transpose.
 */
public final class Linear {
  private Linear() {}

  /** Without a bias: x {@code [..., in]}, w {@code [out, in]}, result {@code [..., out]}. */
  public static Var linear(Var x, Var w) {
    Operation op = Operation.on(x, w);
    Tensor y = productOf(op, x, w);
    return product(op, x, w).result(y);
  }

  /** With a bias: x {@code [..., in]}, w {@code [out, in]}, b {@code [out]}. */
  public static Var linear(Var x, Var w, Var b) {
    Operation op = Operation.on(x, w, b);
    Tensor y = productOf(op, x, w);
    Expect.shape("linear: bias", b.shape(), w.shape().dim(0));
    Broadcast rows = Broadcast.of("linear: bias", y.shape(), b.shape());
    Add.add(op.space(), rows, y, b.value(), y);
    return product(op, x, w)
        .gradient(b, (space, dy) -> Add.sumTo(space, rows, dy, b.shape()))
        .result(y);
  }

  private static Tensor productOf(Operation op, Var x, Var w) {
    Expect.rankAtLeast("linear: input", 1, x.shape());
    Expect.rank("linear: weight", 2, w.shape());
    int last = x.shape().rank() - 1;
    Shape weight = Shape.of(w.shape().dim(0), x.shape().dim(last));
    Expect.shape("linear: weight", w.shape(), weight);
    Tensor y = op.allocate(x.shape().withDim(last, weight.dim(0)));
    Matrix.ofRows(y)
        .setProduct(op.space(), Matrix.ofRows(x.value()), Matrix.of(w.value()).transposed());
    return y;
  }

  private static Operation product(Operation op, Var x, Var w) {
    Tensor input = x.value();
    Tensor weight = w.value();
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(x.shape());
              Matrix.ofRows(dx).setProduct(space, Matrix.ofRows(dy), Matrix.of(weight));
              return dx;
            },
            weight)
        .gradient(
            w,
            (space, dy) -> {
              Tensor dw = space.allocate(w.shape());
              Matrix.of(dw).setProduct(space, Matrix.ofRows(dy).transposed(), Matrix.ofRows(input));
              return dw;
            },
            input);
  }
}
