package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * The sum along neighbouring axes, seen as the middle one of three: {@code y[o, i] = sum over a of
 * x[o, a, i]}, {@code dx[o, a, i] = dy[o, i]}.
 */
public final class SumAxis {
  private SumAxis() {}

  /** The sum along one axis, which is dropped. */
  public static Var sumAxis(Var x, int axis) {
    return sumAxis(x, axis, axis + 1);
  }

  /** The sum along the axes {@code from} (inclusive) to {@code to} (exclusive): all are dropped. */
  public static Var sumAxis(Var x, int from, int to) {
    Expect.axes("sumAxis: axes", from, to, x.shape());
    return scaledSum(x, from, to, 1);
  }

  /** {@code factor * sum}, {@code dx = factor * dy}. */
  static Var scaledSum(Var x, int from, int to, float factor) {
    Operation op = Operation.on(x);
    Shape shape = x.shape();
    int outer = shape.product(0, from);
    int axis = shape.product(from, to);
    int inner = shape.product(to, shape.rank());
    Tensor a = x.value();
    Tensor y = op.allocate(without(shape, from, to));
    op.kernels().sumAxis(outer, axis, inner, a.data(), a.offset(), y.data(), y.offset());
    rescale(op.space(), factor, y, y);
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor scaled = space.inPlaceOf(dy);
              rescale(space, factor, dy, scaled);
              Tensor dx = space.allocate(shape);
              space
                  .kernels()
                  .copy(
                      new int[] {outer, axis, inner},
                      scaled.data(),
                      scaled.offset(),
                      new int[] {inner, 0, 1},
                      dx.data(),
                      dx.offset(),
                      new int[] {axis * inner, inner, 1});
              return dx;
            })
        .result(y);
  }

  private static void rescale(Workspace space, float factor, Tensor x, Tensor y) {
    if (factor != 1 || x != y) {
      Scale.scale(space, factor, x, y);
    }
  }

  /** The shape without the axes {@code from} to {@code to}. */
  static Shape without(Shape shape, int from, int to) {
    int[] dims = new int[shape.rank() - (to - from)];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = shape.dim(axis < from ? axis : axis + to - from);
    }
    return Shape.of(dims);
  }
}
