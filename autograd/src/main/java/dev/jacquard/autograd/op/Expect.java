package dev.jacquard.autograd.op;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.kernel.Activation;

/**
 * Checks of operands, all with one kind of message: where, what, expected, got. What holds costs no
 * message: small operations would take longer to check than to compute.
 */
final class Expect {
  private Expect() {}

  static void that(boolean holds, String where, String expected, Object got) {
    if (!holds) {
      throw failure(where, expected, got);
    }
  }

  static IllegalArgumentException failure(String where, String expected, Object got) {
    return new IllegalArgumentException(where + ": expected " + expected + ", got " + got);
  }

  static void count(String where, int expected, String things, int got) {
    if (got != expected) {
      throw failure(where, expected + " " + things, got);
    }
  }

  static void rank(String where, int rank, Shape shape) {
    if (shape.rank() != rank) {
      throw failure(where, rank + " axes", shape);
    }
  }

  static void rankAtLeast(String where, int rank, Shape shape) {
    if (shape.rank() < rank) {
      throw failure(where, rank + " axes or more", shape);
    }
  }

  static void shape(String where, Shape got, Shape expected) {
    if (!got.equals(expected)) {
      throw failure(where, expected.toString(), got);
    }
  }

  static void shape(String where, Shape got, int... expected) {
    shape(where, got, Shape.of(expected));
  }

  static void slopeOfResult(String where, Activation f) {
    that(f.slopeOfResult(), where, "one whose slope is that of its result", f);
  }

  static void axis(String where, int axis, Shape shape) {
    if (axis < 0 || axis >= shape.rank()) {
      throw failure(where, "an axis of " + shape, axis);
    }
  }

  static void axes(String where, int from, int to, Shape shape) {
    if (from < 0 || from >= to || to > shape.rank()) {
      throw failure(where, "a range of axes of " + shape, from + " to " + to);
    }
  }

  static void indices(String where, int[] index, int bound) {
    for (int i = 0; i < index.length; i++) {
      if (index[i] < 0 || index[i] >= bound) {
        throw failure(where + " " + i, "0 to " + (bound - 1), index[i]);
      }
    }
  }
}
