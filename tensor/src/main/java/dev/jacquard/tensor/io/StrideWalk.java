package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;

/** The places of an array's elements, one after the other, when its axes have these strides. */
final class StrideWalk {
  private final int[] dims;
  private final int[] strides;
  private final int[] index;
  private int place;

  /** A walk in row-major order over axes of these sizes and strides, from this first place. */
  StrideWalk(int[] dims, int[] strides, int start) {
    this.dims = dims;
    this.strides = strides;
    this.index = new int[dims.length];
    this.place = start;
  }

  /** Where the elements of a column-major array, in that order, lie in the row-major one. */
  static StrideWalk columnMajor(Shape shape) {
    return new StrideWalk(reversed(shape.dims()), reversed(shape.strides()), 0);
  }

  /** The place of the next element. May be called once for every element, not more. */
  int next() {
    int current = place;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      place += strides[axis];
      if (++index[axis] < dims[axis]) {
        break;
      }
      place -= strides[axis] * dims[axis];
      index[axis] = 0;
    }
    return current;
  }

  private static int[] reversed(int[] values) {
    int[] reversed = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }
}
