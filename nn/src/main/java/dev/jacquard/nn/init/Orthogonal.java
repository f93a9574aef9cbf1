package dev.jacquard.nn.init;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Semi-orthogonal matrices: the Q of a normal matrix's QR decomposition with R's diagonal positive,
 * which makes them uniformly distributed (Mezzadri 2007). Computed in double by Gram and Schmidt's
 * method, each vector twice, since once leaves rounding errors that grow with the matrix.
 */
record Orthogonal(double gain) implements Initializer {
  @Override
  public void fill(Tensor tensor, RandomStream stream) {
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
    stream.fillNormal(tensor, 0, 1);
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
