package dev.jacquard.autograd.cases;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.function.ToDoubleFunction;

/** A tensor in double precision: what an operation's formula gives, computed in plain loops. */
public final class Exact {
  private final Shape shape;
  private final double[] elements;

  private Exact(Shape shape) {
    this.shape = shape;
    this.elements = new double[shape.size()];
  }

  /** The values of a float32 tensor. */
  public static Exact of(Tensor tensor) {
    Exact exact = new Exact(tensor.shape());
    for (int i = 0; i < exact.elements.length; i++) {
      exact.elements[i] = tensor.data()[tensor.offset() + i];
    }
    return exact;
  }

  /** One element for each index, in row-major order; the index is valid during the call only. */
  static Exact of(Shape shape, ToDoubleFunction<int[]> element) {
    Exact exact = new Exact(shape);
    int[] index = new int[shape.rank()];
    for (int i = 0; i < exact.elements.length; i++) {
      exact.elements[i] = element.applyAsDouble(index);
      for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
        index[axis] = 0;
      }
    }
    return exact;
  }

  static Exact scalar(double value) {
    return of(Shape.scalar(), i -> value);
  }

  /** The shape. */
  public Shape shape() {
    return shape;
  }

  /** Element i in row-major order. */
  public double at(int i) {
    return elements[i];
  }

  double get(int... index) {
    int place = 0;
    for (int axis = 0; axis < index.length; axis++) {
      place = place * shape.dim(axis) + index[axis];
    }
    return elements[place];
  }

  /** The element that a larger index meets when this is broadcast: axes from the last one on. */
  double spread(int[] index) {
    int place = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      int i = shape.dim(axis) == 1 ? 0 : index[index.length - shape.rank() + axis];
      place = place * shape.dim(axis) + i;
    }
    return elements[place];
  }

  double sum() {
    double sum = 0;
    for (double element : elements) {
      sum += element;
    }
    return sum;
  }

  /**
   * The largest difference to a result of the same shape, relative to the largest element here or
   * to 1, whichever is more.
   */
  public double error(Tensor result) {
    double worst = 0;
    double largest = 1;
    for (int i = 0; i < elements.length; i++) {
      double difference = Math.abs(result.data()[result.offset() + i] - elements[i]);
      worst = Double.isNaN(difference) ? Double.NaN : Math.max(worst, difference);
      largest = Math.max(largest, Math.abs(elements[i]));
    }
    return worst / largest;
  }
}
