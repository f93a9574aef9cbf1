package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * The largest element along an axis, seen as the middle one of three: {@code y[o, i] = max over a
 * of x[o, a, i]}. Each {@code dy[o, i]} goes to the first place where the maximum stands.
 */
public final class MaxAxis {
  private MaxAxis() {}

  /** The maximum along one axis, which has an element or more and is dropped; NaN wins. */
  public static Var maxAxis(Var x, int axis) {
    Shape shape = x.shape();
    Expect.axis("maxAxis: axis", axis, shape);
    Expect.that(shape.dim(axis) > 0, "maxAxis", "one element or more along axis " + axis, shape);
    Operation op = Operation.on(x);
    int outer = shape.product(0, axis);
    int size = shape.dim(axis);
    int inner = shape.product(axis + 1, shape.rank());
    Tensor a = x.value();
    Tensor y = op.allocate(SumAxis.without(shape, axis, axis + 1));
    op.kernels().maxAxis(outer, size, inner, a.data(), a.offset(), y.data(), y.offset());
    return op.adding(
            x,
            (space, dy, dx) -> {
              int[] place = new int[dy.size()];
              space.kernels().argMaxAxis(outer, size, inner, a.data(), a.offset(), place, 0);
              for (int i = 0; i < place.length; i++) {
                place[i] = (i / inner * size + place[i]) * inner + i % inner;
              }
              space
                  .kernels()
                  .scatterAddRows(
                      place.length, 1, place, 0, dy.data(), dy.offset(), dx.data(), dx.offset());
            },
            a)
        .result(y);
  }
}
