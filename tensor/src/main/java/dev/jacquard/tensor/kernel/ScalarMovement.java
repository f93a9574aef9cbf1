package dev.jacquard.tensor.kernel;

/** Moving elements in plain loops: a loop an axis, by recursion, and the last axis in one go. */
public interface ScalarMovement extends MovementKernels {
  @Override
  default void copy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    copy(0, dims, x, xAt, xStrides, y, yAt, yStrides);
  }

  private static void copy(
      int axis,
      int[] dims,
      float[] x,
      int xAt,
      int[] xStrides,
      float[] y,
      int yAt,
      int[] yStrides) {
    if (axis == dims.length) {
      y[yAt] = x[xAt];
      return;
    }
    int n = dims[axis];
    int xStride = xStrides[axis];
    int yStride = yStrides[axis];
    if (axis < dims.length - 1) {
      for (int i = 0; i < n; i++) {
        copy(axis + 1, dims, x, xAt + i * xStride, xStrides, y, yAt + i * yStride, yStrides);
      }
    } else if (xStride == 1 && yStride == 1) {
      System.arraycopy(x, xAt, y, yAt, n);
    } else {
      for (int i = 0; i < n; i++) {
        y[yAt + i * yStride] = x[xAt + i * xStride];
      }
    }
  }

  @Override
  default void addCopy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    addCopy(0, dims, x, xAt, xStrides, y, yAt, yStrides);
  }

  private static void addCopy(
      int axis,
      int[] dims,
      float[] x,
      int xAt,
      int[] xStrides,
      float[] y,
      int yAt,
      int[] yStrides) {
    if (axis == dims.length) {
      y[yAt] += x[xAt];
      return;
    }
    int n = dims[axis];
    int xStride = xStrides[axis];
    int yStride = yStrides[axis];
    if (axis < dims.length - 1) {
      for (int i = 0; i < n; i++) {
        addCopy(axis + 1, dims, x, xAt + i * xStride, xStrides, y, yAt + i * yStride, yStrides);
      }
    } else {
      for (int i = 0; i < n; i++) {
        y[yAt + i * yStride] += x[xAt + i * xStride];
      }
    }
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
    for (int i = 0; i < rows; i++) {
      System.arraycopy(table, tableAt + index[indexAt + i] * width, y, yAt + i * width, width);
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
    for (int i = 0; i < rows; i++) {
      int row = tableAt + index[indexAt + i] * width;
      for (int j = 0; j < width; j++) {
        table[row + j] += x[xAt + i * width + j];
      }
    }
  }
}
