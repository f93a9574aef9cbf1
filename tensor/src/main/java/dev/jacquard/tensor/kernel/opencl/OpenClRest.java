package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.MovementKernels;
import dev.jacquard.tensor.kernel.RecurrentKernels;

/** What no device is worth: moving elements, and gates of a few hundred nodes. */
interface OpenClRest extends MovementKernels, RecurrentKernels, OpenClOwner {
  @Override
  default void copy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    host().copy(dims, x, xAt, xStrides, y, yAt, yStrides);
  }

  @Override
  default void addCopy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    host().addCopy(dims, x, xAt, xStrides, y, yAt, yStrides);
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
    host().gatherRows(rows, width, index, indexAt, table, tableAt, y, yAt);
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
    host().scatterAddRows(rows, width, index, indexAt, x, xAt, table, tableAt);
  }

  @Override
  default void gruGates(
      int rows,
      int hidden,
      float[] a,
      int aAt,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      float[] gates,
      int gatesAt,
      float[] y,
      int yAt) {
    host().gruGates(rows, hidden, a, aAt, c, cAt, h, hAt, gates, gatesAt, y, yAt);
  }

  @Override
  default void gruGatesGrad(
      int rows,
      int hidden,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      float[] gates,
      int gatesAt,
      float[] dy,
      int dyAt,
      float[] da,
      int daAt,
      float[] dc,
      int dcAt,
      float[] dh,
      int dhAt) {
    host()
        .gruGatesGrad(
            rows, hidden, c, cAt, h, hAt, gates, gatesAt, dy, dyAt, da, daAt, dc, dcAt, dh, dhAt);
  }
}
