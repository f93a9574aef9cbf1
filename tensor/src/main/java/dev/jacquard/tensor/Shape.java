package dev.jacquard.tensor;

import java.util.Arrays;

/**
 * The sizes of a tensor's axes, outermost first; immutable. The shape without axes is a scalar's. A
 * size may be 0, and then the tensor has no elements.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] dims;
  private final int size;

  private Shape(int[] dims, int size) {
    this.dims = dims;
    this.size = size;
  }

  /**
   * The shape with these axes.
   *
   * @throws IllegalArgumentException if an axis is negative or the elements are too many for one
   *     array ({@link Integer#MAX_VALUE})
   */
  public static Shape of(int... dims) {
    if (dims.length == 0) {
      return SCALAR;
    }
    long size = 1;
    boolean empty = false;
    for (int dim : dims) {
      if (dim < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(dims) + ": expected no negative axis");
      }
      empty |= dim == 0;
      // Past the limit the product stays there, since a later axis of 0 may still empty the shape.
      size = Math.min(size * Math.max(dim, 1), Integer.MAX_VALUE + 1L);
    }
    if (empty) {
      size = 0;
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(dims) + ": expected at most 2147483647 elements");
    }
    return new Shape(dims.clone(), (int) size);
  }

  /** The shape of a single value: no axes, one element. */
  public static Shape scalar() {
    return SCALAR;
  }

  /** The number of axes. */
  public int rank() {
    return dims.length;
  }

  /**
   * The size of one axis.
   *
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public int dim(int axis) {
    return dims[axis];
  }

  /** The number of elements: the product of all axes. */
  public int size() {
    return size;
  }

  /** A copy of the axes, outermost first. */
  public int[] dims() {
    return dims.clone();
  }

  /** The product of the axes {@code from} (inclusive) to {@code to} (exclusive); 1 for none. */
  public int product(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= dims[axis];
    }
    return product;
  }

  /** How many elements apart neighbours along each axis lie in row-major order. */
  public int[] strides() {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= dims[axis];
    }
    return strides;
  }

  /** This shape with another size on one axis. */
  public Shape withDim(int axis, int size) {
    int[] changed = dims.clone();
    changed[axis] = size;
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** The axes in brackets, as in {@code [64, 3, 7, 7]}. */
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
