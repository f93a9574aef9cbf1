package dev.jacquard.autograd.op;

import dev.jacquard.tensor.Shape;

/**
 * How a smaller operand lies on a larger one: the larger as {@code [outer, channels, inner]}, the
 * smaller as {@code [channels]}. A bias of channels {@code [C, 1, 1]} on {@code [N, C, H, W]} has
 * outer N and inner H * W, a bias of rows has inner 1, a factor of rows {@code [E, 1]} has outer 1.
 *
 * @param outer how often the smaller operand repeats
 * @param channels its elements
 * @param inner how many neighbouring elements one of them meets
 */
record Broadcast(int outer, int channels, int inner) {
  /** Whether both operands have the same number of elements, in the same order. */
  boolean none() {
    return outer == 1 && inner == 1;
  }

  /**
   * Lays {@code small} on {@code large}: axes are matched from the last one on, those of {@code
   * small} are equal or 1 or missing, and the equal ones that are not 1 are neighbours.
   *
   * @throws IllegalArgumentException if the shapes do not fit in this way
   */
  static Broadcast of(String where, Shape large, Shape small) {
    int missing = large.rank() - small.rank();
    int first = large.rank();
    int last = -1;
    boolean fits = missing >= 0;
    for (int axis = Math.max(missing, 0); fits && axis < large.rank(); axis++) {
      int dim = small.dim(axis - missing);
      fits = dim == large.dim(axis) || dim == 1;
      if (dim != 1) {
        first = Math.min(first, axis);
        last = axis;
      }
    }
    first = Math.min(first, last + 1);
    // An axis of 1 between the neighbours is in order where the larger operand has 1 there too.
    if (!fits || large.product(first, last + 1) != small.size()) {
      throw new IllegalArgumentException(
          where
              + ": expected second operand that is "
              + large
              + " or has 1 in place of leading and trailing axes, got "
              + small
              + " (other forms go through expand)");
    }
    return new Broadcast(
        large.product(0, first), small.size(), large.product(last + 1, large.rank()));
  }
}
