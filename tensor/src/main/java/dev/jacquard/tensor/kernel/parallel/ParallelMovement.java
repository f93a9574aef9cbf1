package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.MovementKernels;

/** Copies, cut along their first axis; what adds up in order is not cut. */
interface ParallelMovement extends MovementKernels, SplitOwner {
  @Override
  default void copy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    if (dims.length == 0) {
      split().own().copy(dims, x, xAt, xStrides, y, yAt, yStrides);
      return;
    }
    int inner = 1;
    for (int axis = 1; axis < dims.length; axis++) {
      inner *= dims[axis];
    }
    split()
        .rows(
            dims[0],
            inner,
            (from, to, k) -> {
              int[] part = dims.clone();
              part[0] = to - from;
              k.copy(
                  part,
                  x,
                  xAt + from * xStrides[0],
                  xStrides,
                  y,
                  yAt + from * yStrides[0],
                  yStrides);
            });
  }

  @Override
  default void addCopy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    split().own().addCopy(dims, x, xAt, xStrides, y, yAt, yStrides);
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
    split()
        .rows(
            rows,
            width,
            (from, to, k) ->
                k.gatherRows(
                    to - from,
                    width,
                    index,
                    indexAt + from,
                    table,
                    tableAt,
                    y,
                    yAt + from * width));
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
    split().own().scatterAddRows(rows, width, index, indexAt, x, xAt, table, tableAt);
  }
}
