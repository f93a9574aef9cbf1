package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;

/**
 * The same elements in the same order under another shape, and the gradient back under the first.
 * Nothing is copied: result and operand share their array.
 */
public final class Reshape {
  private Reshape() {}

  /** The elements of x under a shape of as many elements. */
  public static Var reshape(Var x, Shape shape) {
    if (shape.size() != x.shape().size()) {
      throw Expect.failure("reshape", x.shape().size() + " elements", shape);
    }
    return Operation.on(x)
        .gradient(x, (space, dy) -> dy.reshape(x.shape()))
        .result(x.value().reshape(shape));
  }

  /** The elements of x under a shape of as many elements. */
  public static Var reshape(Var x, int... dims) {
    return reshape(x, Shape.of(dims));
  }

  /** Joins the axes {@code from} (inclusive) to {@code to} (exclusive) into one. */
  public static Var flatten(Var x, int from, int to) {
    Shape shape = x.shape();
    Expect.axes("flatten: axes", from, to, shape);
    int[] dims = new int[shape.rank() - (to - from) + 1];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = shape.dim(axis <= from ? axis : axis + to - from - 1);
    }
    dims[from] = shape.product(from, to);
    return reshape(x, Shape.of(dims));
  }
}
