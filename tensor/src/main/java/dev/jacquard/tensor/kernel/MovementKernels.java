package dev.jacquard.tensor.kernel;

/** Moving elements without changing them: permuting, slicing, broadcasting, looking rows up. */
public interface MovementKernels {
  /**
   * Copies a block of {@code dims} elements between two strided layouts: {@code y[yAt + i *
   * yStrides] = x[xAt + i * xStrides]} for every index i. A stride of 0 in x broadcasts; negative
   * strides reverse. The three arrays are of one length; no dims is one element.
   */
  void copy(int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides);

  /**
   * Adds a strided block to another: {@code y[yAt + i * yStrides] += x[xAt + i * xStrides]} for
   * every index i in row-major order. A stride of 0 in y sums over that axis.
   */
  void addCopy(int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides);

  /** {@code y[i] = table[index[i]]} for rows of {@code width} elements. */
  void gatherRows(
      int rows,
      int width,
      int[] index,
      int indexAt,
      float[] table,
      int tableAt,
      float[] y,
      int yAt);

  /** {@code table[index[i]] += x[i]} for rows of {@code width} elements, in the order of i. */
  void scatterAddRows(
      int rows,
      int width,
      int[] index,
      int indexAt,
      float[] x,
      int xAt,
      float[] table,
      int tableAt);
}
