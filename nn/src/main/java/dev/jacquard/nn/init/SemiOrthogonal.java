package dev.jacquard.nn.init;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Makes matrices semi-orthogonal by Gram and Schmidt's method: the Q of a QR decomposition with R's
 * diagonal positive. It is computed in double, each vector twice, since once leaves rounding errors
 * that grow with the matrix.
 */
public final class SemiOrthogonal {
  private SemiOrthogonal() {}

  /**
   * Replaces a tensor, seen as {@code [first axis, the rest]}, by one with orthogonal rows of
   * length {@code gain}, or with such columns where there are more rows than columns. Rows or
   * columns that depend on those before them become what rounding errors make of them.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  public static void make(Tensor tensor, double gain) {
    Shape shape = tensor.shape();
    if (shape.rank() < 2) {
      throw new IllegalArgumentException("orthogonal: expected 2 axes or more, got " + shape);
    }
    if (tensor.size() == 0) {
      return;
    }
    int rows = shape.dim(0);
    int columns = tensor.size() / rows;
    boolean wide = rows <= columns;
    double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
    float[] x = tensor.data();
    for (int v = 0; v < vectors.length; v++) {
      for (int i = 0; i < vectors[v].length; i++) {
        vectors[v][i] = x[tensor.offset() + (wide ? v * columns + i : i * columns + v)];
      }
    }
    orthonormalize(vectors);
    for (int v = 0; v < vectors.length; v++) {
      for (int i = 0; i < vectors[v].length; i++) {
        x[tensor.offset() + (wide ? v * columns + i : i * columns + v)] =
            (float) (gain * vectors[v][i]);
      }
    }
  }

  private static void orthonormalize(double[][] vectors) {
    for (int v = 0; v < vectors.length; v++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int earlier = 0; earlier < v; earlier++) {
          subtractProjection(vectors[v], vectors[earlier]);
        }
        scaleToLengthOne(vectors[v]);
      }
    }
  }

  private static void subtractProjection(double[] vector, double[] unit) {
    double share = dot(vector, unit);
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= share * unit[i];
    }
  }

  private static void scaleToLengthOne(double[] vector) {
    double length = StrictMath.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
