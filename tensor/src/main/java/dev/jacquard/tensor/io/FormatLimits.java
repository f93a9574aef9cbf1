package dev.jacquard.tensor.io;

import dev.jacquard.tensor.Shape;

/** What no file of tensors needs more of, checked before anything of that size is made. */
final class FormatLimits {
  /** Arrays, members or metadata in one file. */
  static final int MOST_ENTRIES = 1 << 16;

  /** Axes of one array; NumPy allows as many. */
  static final int MOST_AXES = 64;

  /** What reading may take beside the file's size and the result. */
  static final long SPARE_BYTES = 16L << 20;

  private FormatLimits() {}

  /**
   * The shape with these axes, small enough that its bytes fit in one array.
   *
   * @throws TensorFileException if an axis is negative, or there are too many elements or axes
   */
  static Shape shape(String where, DType type, long[] dims) throws TensorFileException {
    if (dims.length > MOST_AXES) {
      throw new TensorFileException(
          where + ": expected at most " + MOST_AXES + " axes, got " + dims.length);
    }
    int[] small = new int[dims.length];
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] < 0 || dims[axis] > Integer.MAX_VALUE) {
        throw new TensorFileException(
            where + ": expected axes of 0 to 2147483647, got " + dims[axis] + " on axis " + axis);
      }
      small[axis] = (int) dims[axis];
    }
    Shape shape;
    try {
      shape = Shape.of(small);
    } catch (IllegalArgumentException e) {
      throw new TensorFileException(where + ": " + e.getMessage(), e);
    }
    if ((long) shape.size() * type.bytes() > ByteSource.LARGEST_ARRAY) {
      throw new TensorFileException(
          where + ": expected less than 2 GB, " + type + " " + shape + " takes more");
    }
    return shape;
  }
}
