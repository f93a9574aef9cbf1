package dev.jacquard.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense, row-major block of float32 values on the heap: a shape over a part of an array. Several
 * tensors may share one array ({@link #reshape}, {@link #slice}); everything else copies. Images
 * are {@code [N, C, H, W]}.
 *
 * <p>A tensor carries no operations: those are {@link Compute}'s and the autograd module's.
 */
public final class Tensor {
  private final Shape shape;
  private final float[] data;
  private final int offset;

  private Tensor(Shape shape, float[] data, int offset) {
    this.shape = shape;
    this.data = data;
    this.offset = offset;
  }

  /** A new tensor of zeros. */
  public static Tensor zeros(Shape shape) {
    return new Tensor(shape, new float[shape.size()], 0);
  }

  /** A new tensor of zeros with these axes. */
  public static Tensor zeros(int... dims) {
    return zeros(Shape.of(dims));
  }

  /** A new tensor without axes that holds one value. */
  public static Tensor scalar(float value) {
    return new Tensor(Shape.scalar(), new float[] {value}, 0);
  }

  /**
   * A tensor over the whole array, which it shares.
   *
   * @throws IllegalArgumentException if the array is not as long as the shape has elements
   */
  public static Tensor of(Shape shape, float... values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "shape " + shape + ": expected " + shape.size() + " values, got " + values.length);
    }
    return new Tensor(shape, values, 0);
  }

  /**
   * A tensor over a part of an array, which it shares. The array may go on behind the part.
   *
   * @throws IndexOutOfBoundsException if the part does not lie inside the array
   */
  public static Tensor view(Shape shape, float[] data, int offset) {
    Objects.checkFromIndexSize(offset, shape.size(), data.length);
    return new Tensor(shape, data, offset);
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The number of elements. */
  public int size() {
    return shape.size();
  }

  /**
   * The array that holds the elements, shared, not copied: element 0 is at {@link #offset()}, and
   * the array may hold other values before and after the {@link #size()} elements.
   */
  public float[] data() {
    return data;
  }

  /** The place of element 0 in {@link #data()}. */
  public int offset() {
    return offset;
  }

  /**
   * One element by its index on every axis.
   *
   * @throws IndexOutOfBoundsException if the index has another rank or lies outside the shape
   */
  public float get(int... index) {
    return data[position(index)];
  }

  /**
   * Sets one element by its index on every axis.
   *
   * @throws IndexOutOfBoundsException if the index has another rank or lies outside the shape
   */
  public void set(float value, int... index) {
    data[position(index)] = value;
  }

  /**
   * The only element of a tensor of size 1.
   *
   * @throws IllegalStateException if there is not exactly one
   */
  public float item() {
    if (size() != 1) {
      throw new IllegalStateException("shape " + shape + ": expected exactly one element");
    }
    return data[offset];
  }

  /**
   * The same elements under another shape; the array is shared.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public Tensor reshape(Shape other) {
    if (other.size() != size()) {
      throw new IllegalArgumentException(
          "reshape " + shape + " to " + other + ": expected " + size() + " elements");
    }
    return new Tensor(other, data, offset);
  }

  /** The same elements under another shape; the array is shared. */
  public Tensor reshape(int... dims) {
    return reshape(Shape.of(dims));
  }

  /**
   * The entries {@code from} (inclusive) to {@code to} (exclusive) of the first axis; the array is
   * shared.
   *
   * @throws IndexOutOfBoundsException if the range does not lie inside the first axis
   */
  public Tensor slice(int from, int to) {
    Objects.checkFromToIndex(from, to, shape.rank() == 0 ? 0 : shape.dim(0));
    int row = shape.product(1, shape.rank());
    return new Tensor(shape.withDim(0, to - from), data, offset + from * row);
  }

  /** A copy in an array of its own. */
  public Tensor copy() {
    return new Tensor(shape, toArray(), 0);
  }

  /** The elements in an array of their own. */
  public float[] toArray() {
    return Arrays.copyOfRange(data, offset, offset + size());
  }

  /** Sets every element to one value. */
  public void fill(float value) {
    Arrays.fill(data, offset, offset + size(), value);
  }

  /**
   * Takes over the elements of another tensor of the same size.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  public void set(Tensor source) {
    if (source.size() != size()) {
      throw new IllegalArgumentException(
          "copy " + source.shape + " into " + shape + ": expected " + size() + " elements");
    }
    System.arraycopy(source.data, source.offset, data, offset, size());
  }

  /** Whether shape and every bit of every element are equal (NaN equals the same NaN, 0 not -0). */
  public boolean bitEquals(Tensor other) {
    if (!shape.equals(other.shape)) {
      return false;
    }
    for (int i = 0; i < size(); i++) {
      if (Float.floatToRawIntBits(data[offset + i])
          != Float.floatToRawIntBits(other.data[other.offset + i])) {
        return false;
      }
    }
    return true;
  }

  /** The shape, and the values where they are few. */
  @Override
  public String toString() {
    return size() <= 16 ? "Tensor" + shape + Arrays.toString(toArray()) : "Tensor" + shape;
  }

  private int position(int[] index) {
    if (index.length != shape.rank()) {
      throw new IndexOutOfBoundsException(
          "index " + Arrays.toString(index) + ": expected " + shape.rank() + " axes " + shape);
    }
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      position = position * shape.dim(axis) + Objects.checkIndex(index[axis], shape.dim(axis));
    }
    return offset + position;
  }
}
