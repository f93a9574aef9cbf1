package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Arrays;

/**
 * A block of a value, or every so-many-th element of it: {@code y[i] = x[start + i step]} on each
 * axis; {@code dx} gets {@code dy} in those places and 0 elsewhere.
 */
public final class Slice {
  private Slice() {}

  /** The entries {@code start} (inclusive) to {@code stop} (exclusive) of one axis. */
  public static Var slice(Var x, int axis, int start, int stop) {
    Expect.axis("slice: axis", axis, x.shape());
    int[] starts = new int[x.shape().rank()];
    int[] stops = x.shape().dims();
    starts[axis] = start;
    stops[axis] = stop;
    return slice(x, starts, stops);
  }

  /** The block from {@code start} (inclusive) to {@code stop} (exclusive), given for each axis. */
  public static Var slice(Var x, int[] start, int[] stop) {
    int[] ones = new int[x.shape().rank()];
    Arrays.fill(ones, 1);
    return slice(x, start, stop, ones);
  }

  /**
   * Copies the elements {@code start}, {@code start + step}, ... below {@code stop} of each axis.
   *
   * @param start first entry of each axis, 0 to the axis's size
   * @param stop one past the last entry of each axis, from start to the axis's size
   * @param step 1 or more for each axis
   */
  public static Var slice(Var x, int[] start, int[] stop, int[] step) {
    Shape shape = x.shape();
    int rank = shape.rank();
    Expect.count("slice: start", rank, "axes", start.length);
    Expect.count("slice: stop", rank, "axes", stop.length);
    Expect.count("slice: step", rank, "axes", step.length);
    int[] from = shape.strides();
    int[] strides = new int[rank];
    int[] dims = new int[rank];
    int at = 0;
    for (int axis = 0; axis < rank; axis++) {
      if (step[axis] < 1) {
        throw failure(shape, axis, "a step of 1 or more", step[axis]);
      }
      if (start[axis] < 0 || start[axis] > stop[axis] || stop[axis] > shape.dim(axis)) {
        throw failure(shape, axis, "a range inside the axis", start[axis] + " to " + stop[axis]);
      }
      dims[axis] = (stop[axis] - start[axis] + step[axis] - 1) / step[axis];
      strides[axis] = from[axis] * step[axis];
      at += from[axis] * start[axis];
    }
    return block(x, Shape.of(dims), at, strides);
  }

  private static IllegalArgumentException failure(
      Shape shape, int axis, String expected, Object got) {
    return Expect.failure("slice: axis " + axis + " of " + shape, expected, got);
  }

  private static Var block(Var x, Shape shape, int at, int[] strides) {
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(shape);
    op.kernels()
        .copy(
            shape.dims(),
            a.data(),
            a.offset() + at,
            strides,
            y.data(),
            y.offset(),
            shape.strides());
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
                        dx.offset() + at,
                        strides))
        .result(y);
  }
}
