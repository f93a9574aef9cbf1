package dev.jacquard.tensor.kernel;

/** Moving elements, and the steps of optimisers, in double. */
interface ReferenceMovement extends MovementKernels, UpdateKernels {
  @Override
  default void copy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    for (int i = 0; i < count(dims); i++) {
      y[yAt + place(i, dims, yStrides)] = x[xAt + place(i, dims, xStrides)];
    }
  }

  @Override
  default void addCopy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    double[] sums = new double[y.length];
    for (int i = 0; i < count(dims); i++) {
      sums[yAt + place(i, dims, yStrides)] += x[xAt + place(i, dims, xStrides)];
    }
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) (y[i] + sums[i]);
    }
  }

  private static int count(int[] dims) {
    int count = 1;
    for (int dim : dims) {
      count *= dim;
    }
    return count;
  }

  /** Where the i-th element in row-major order lies. */
  private static int place(int i, int[] dims, int[] strides) {
    int place = 0;
    int rest = i;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      place += rest % dims[axis] * strides[axis];
      rest /= dims[axis];
    }
    return place;
  }

  @Override
  default void gatherRows(
      int rows,
      int width,
      int[] index,
      int indexAt,
      float[] table,
      int tableAt,
      float[] y,
      int yAt) {
    for (int i = 0; i < rows * width; i++) {
      y[yAt + i] = table[tableAt + index[indexAt + i / width] * width + i % width];
    }
  }

  @Override
  default void scatterAddRows(
      int rows,
      int width,
      int[] index,
      int indexAt,
      float[] x,
      int xAt,
      float[] table,
      int tableAt) {
    double[] sums = new double[table.length];
    for (int i = 0; i < rows * width; i++) {
      sums[tableAt + index[indexAt + i / width] * width + i % width] += x[xAt + i];
    }
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) (table[i] + sums[i]);
    }
  }

  @Override
  default void sgd(
      SgdStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] velocity,
      int velocityAt) {
    for (int i = 0; i < n; i++) {
      double d = g[gAt + i] + (double) step.weightDecay() * p[pAt + i];
      if (step.momentum() != 0) {
        double v = (double) step.momentum() * velocity[velocityAt + i] + d;
        velocity[velocityAt + i] = (float) v;
        d = step.nesterov() ? d + step.momentum() * v : v;
      }
      p[pAt + i] = (float) (p[pAt + i] - step.learningRate() * d);
    }
  }

  @Override
  default void adam(
      AdamStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt) {
    for (int i = 0; i < n; i++) {
      double w = p[pAt + i];
      double d = g[gAt + i];
      if (step.decoupled()) {
        w *= 1 - step.learningRate() * step.weightDecay();
      } else {
        d += step.weightDecay() * w;
      }
      double first = step.beta1() * m[mAt + i] + (1 - step.beta1()) * d;
      double second = step.beta2() * v[vAt + i] + (1 - step.beta2()) * d * d;
      m[mAt + i] = (float) first;
      v[vAt + i] = (float) second;
      double corrected = first / (1 - StrictMath.pow(step.beta1(), step.step()));
      double root = Math.sqrt(second / (1 - StrictMath.pow(step.beta2(), step.step())));
      p[pAt + i] = (float) (w - step.learningRate() * corrected / (root + step.eps()));
    }
  }
}
