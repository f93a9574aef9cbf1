package dev.jacquard.autograd.op;

import dev.jacquard.tensor.Shape;

/** Checks of operands, all with one kind of message: where, what, expected, got. */
final class Expect {
  private Expect() {}

  static void that(boolean holds, String where, String expected, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(where + ": expected " + expected + ", got " + got);
    }
  }

  static void rank(String where, int rank, Shape shape) {
    that(shape.rank() == rank, where, rank + " axes", shape);
  }

  static void rankAtLeast(String where, int rank, Shape shape) {
    that(shape.rank() >= rank, where, rank + " axes or more", shape);
  }

  static void shape(String where, Shape got, Shape expected) {
    that(got.equals(expected), where, expected.toString(), got);
  }

  static void shape(String where, Shape got, int... expected) {
    shape(where, got, Shape.of(expected));
  }

  static void axis(String where, int axis, Shape shape) {
    that(axis >= 0 && axis < shape.rank(), where, "an axis of " + shape, axis);
  }

  static void axes(String where, int from, int to, Shape shape) {
    that(
        0 <= from && from < to && to <= shape.rank(),
        where,
        "a range of axes of " + shape,
        from + " to " + to);
  }

  static void indices(String where, int[] index, int bound) {
    for (int i = 0; i < index.length; i++) {
      if (index[i] < 0 || index[i] >= bound) {
        throw new IllegalArgumentException(
            where + " " + i + ": expected 0 to " + (bound - 1) + ", got " + index[i]);
      }
    }
  }
}
