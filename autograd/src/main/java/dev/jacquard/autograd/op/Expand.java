package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Repeats a value along axes in which it has size 1: {@code y[i] = x[i with 0 on those axes]};
 * {@code dx} = the sum of {@code dy} over those axes.
 */
public final class Expand {
  private Expand() {}

  /**
   * Copies x to a larger shape.
   *
   * @param shape of at least as many axes as x; matched from the last axis on, each axis of x has
   *     that size or 1
   */
  public static Var expand(Var x, Shape shape) {
    int missing = shape.rank() - x.shape().rank();
    Expect.that(missing >= 0, "expand", "a shape of " + x.shape().rank() + " axes or more", shape);
    int[] from = x.shape().strides();
    int[] strides = new int[shape.rank()];
    for (int axis = missing; axis < shape.rank(); axis++) {
      int dim = x.shape().dim(axis - missing);
      Expect.that(
          dim == shape.dim(axis) || dim == 1,
          "expand",
          "a shape to which " + x.shape() + " can be repeated",
          shape);
      strides[axis] = dim == shape.dim(axis) ? from[axis - missing] : 0;
    }
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(shape);
    op.kernels()
        .copy(shape.dims(), a.data(), a.offset(), strides, y.data(), y.offset(), shape.strides());
    return op.adding(
            x,
            (space, dy, dx) ->
                space
                    .kernels()
                    .addCopy(
                        shape.dims(),
                        dy.data(),
                        dy.offset(),
                        shape.strides(),
                        dx.data(),
                        dx.offset(),
                        strides))
        .result(y);
  }
}
