package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;

/**
 * Values one after the other along an axis; each operand's gradient is its part of {@code dy}.
 * Along the axis, a value is seen as {@code [outer, its size on the axis * inner]}.
 */
public final class Concat {
  private Concat() {}

  /**
   * Joins values that differ at most in one axis.
   *
   * @param parts one or more
   * @param axis the axis along which they are joined
   */
  public static Var concat(List<Var> parts, int axis) {
    Expect.that(!parts.isEmpty(), "concat", "one value or more", "none");
    Shape first = parts.get(0).shape();
    Expect.axis("concat: axis", axis, first);
    int size = 0;
    for (int i = 0; i < parts.size(); i++) {
      Shape part = parts.get(i).shape();
      if (!agree(first, part, axis)) {
        throw Expect.failure("concat: value " + i, first + " but for axis " + axis, part);
      }
      size += part.dim(axis);
    }
    Operation op = Operation.on(parts.get(0), parts.toArray(Var[]::new));
    Tensor y = op.allocate(first.withDim(axis, size));
    int outer = first.product(0, axis);
    int row = y.shape().product(axis, first.rank());
    int at = 0;
    for (Var part : parts) {
      int width = part.shape().product(axis, first.rank());
      int place = at;
      copy(op.space(), outer, width, part.value(), 0, width, y, place, row);
      op.gradient(
          part,
          (space, dy) -> {
            Tensor dx = space.allocate(part.shape());
            copy(space, outer, width, dy, place, row, dx, 0, width);
            return dx;
          });
      at += width;
    }
    return op.result(y);
  }

  private static boolean agree(Shape first, Shape part, int axis) {
    boolean agree = part.rank() == first.rank();
    for (int other = 0; agree && other < first.rank(); other++) {
      agree = other == axis || part.dim(other) == first.dim(other);
    }
    return agree;
  }

  /** Copies {@code outer} rows of {@code width} elements between rows of other lengths. */
  private static void copy(
      Workspace space,
      int outer,
      int width,
      Tensor from,
      int fromAt,
      int fromRow,
      Tensor to,
      int toAt,
      int toRow) {
    space
        .kernels()
        .copy(
            new int[] {outer, width},
            from.data(),
            from.offset() + fromAt,
            new int[] {fromRow, 1},
            to.data(),
            to.offset() + toAt,
            new int[] {toRow, 1});
  }
}
