package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * The axes in another order: {@code y[i_0, i_1, ...] = x[...]} where axis a of y is axis {@code
 * order[a]} of x; the gradient is permuted back.
 */
public final class Permute {
  private Permute() {}

  /**
   * Copies x with its axes in another order.
   *
   * @param order the axes of x, each once, in the order that the result has them
   */
  public static Var permute(Var x, int... order) {
    Shape shape = x.shape();
    int[] back = inverse(order, shape);
    int[] dims = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      dims[axis] = shape.dim(order[axis]);
    }
    Operation op = Operation.on(x);
    Tensor y = permuted(op.space(), x.value(), order.clone(), Shape.of(dims));
    return op.gradient(x, (space, dy) -> permuted(space, dy, back, shape)).result(y);
  }

  private static Tensor permuted(Workspace space, Tensor x, int[] order, Shape result) {
    int[] from = x.shape().strides();
    int[] strides = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      strides[axis] = from[order[axis]];
    }
    Tensor y = space.allocate(result);
    space
        .kernels()
        .copy(result.dims(), x.data(), x.offset(), strides, y.data(), y.offset(), result.strides());
    return y;
  }

  private static int[] inverse(int[] order, Shape shape) {
    Expect.count("permute: order", shape.rank(), "axes", order.length);
    int[] inverse = new int[order.length];
    boolean[] seen = new boolean[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      Expect.axis("permute: order", order[axis], shape);
      Expect.that(!seen[order[axis]], "permute: order", "each axis once", order[axis]);
      seen[order[axis]] = true;
      inverse[order[axis]] = axis;
    }
    return inverse;
  }
}
