package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.all;
import static dev.jacquard.tensor.kernel.simd.Lanes.load;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;
import static dev.jacquard.tensor.kernel.simd.VectorElementary.sigmoid;
import static dev.jacquard.tensor.kernel.simd.VectorElementary.tanh;

import dev.jacquard.tensor.kernel.RecurrentKernels;
import jdk.incubator.vector.FloatVector;

/** The gates of a recurrent unit, a vector of a row's hidden units at a time. */
interface SimdRecurrent extends RecurrentKernels, ScratchOwner {
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
    int whole = whole(hidden);
    int rest = hidden - whole;
    for (int row = 0; row < rows; row++) {
      int at = row * hidden;
      gruRow(
          whole,
          hidden,
          a,
          aAt + 3 * at,
          c,
          cAt + 3 * at,
          h,
          hAt + at,
          gates,
          gatesAt + 3 * at,
          y,
          yAt + at);
      if (rest > 0) {
        float[] tail = scratch().tails;
        int tailC = 3 * WIDTH;
        int tailH = 6 * WIDTH;
        int from = 3 * at + whole;
        copyRows(3, rest, a, aAt + from, hidden, tail, 0, WIDTH);
        copyRows(3, rest, c, cAt + from, hidden, tail, tailC, WIDTH);
        System.arraycopy(h, hAt + at + whole, tail, tailH, rest);
        gruRow(WIDTH, WIDTH, tail, 0, tail, tailC, tail, tailH, tail, 0, tail, tailH);
        copyRows(3, rest, tail, 0, WIDTH, gates, gatesAt + from, hidden);
        System.arraycopy(tail, tailH, y, yAt + at + whole, rest);
      }
    }
  }

  private static void copyRows(
      int rows, int n, float[] x, int xAt, int xStride, float[] y, int yAt, int yStride) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, xAt + i * xStride, y, yAt + i * yStride, n);
    }
  }

  /** The first n units, a multiple of the width, of one row; gates lie {@code hidden} apart. */
  private static void gruRow(
      int n,
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
    int toZ = hidden;
    int toN = 2 * hidden;
    for (int j = 0; j < n; j += WIDTH) {
      FloatVector r = sigmoid(load(a, aAt + j).add(load(c, cAt + j)));
      FloatVector z = sigmoid(load(a, aAt + toZ + j).add(load(c, cAt + toZ + j)));
      FloatVector s = tanh(r.fma(load(c, cAt + toN + j), load(a, aAt + toN + j)));
      FloatVector state = load(h, hAt + j);
      r.intoArray(gates, gatesAt + j);
      z.intoArray(gates, gatesAt + toZ + j);
      s.intoArray(gates, gatesAt + toN + j);
      z.fma(state, all(1).sub(z).mul(s)).intoArray(y, yAt + j);
    }
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
    int whole = whole(hidden);
    int rest = hidden - whole;
    for (int row = 0; row < rows; row++) {
      int at = row * hidden;
      gruGradRow(
          whole,
          hidden,
          c,
          cAt + 3 * at,
          h,
          hAt + at,
          gates,
          gatesAt + 3 * at,
          dy,
          dyAt + at,
          da,
          daAt + 3 * at,
          dc,
          dcAt + 3 * at,
          dh,
          dhAt + at);
      if (rest > 0) {
        float[] tail = scratch().tails;
        int tailH = 3 * WIDTH;
        int tailGates = 4 * WIDTH;
        int tailDy = 7 * WIDTH;
        int tailDa = 8 * WIDTH;
        int from = 3 * at + whole;
        copyRows(3, rest, c, cAt + from, hidden, tail, 0, WIDTH);
        System.arraycopy(h, hAt + at + whole, tail, tailH, rest);
        copyRows(3, rest, gates, gatesAt + from, hidden, tail, tailGates, WIDTH);
        System.arraycopy(dy, dyAt + at + whole, tail, tailDy, rest);
        gruGradRow(
            WIDTH, WIDTH, tail, 0, tail, tailH, tail, tailGates, tail, tailDy, tail, tailDa, tail,
            0, tail, tailH);
        copyRows(3, rest, tail, tailDa, WIDTH, da, daAt + from, hidden);
        copyRows(3, rest, tail, 0, WIDTH, dc, dcAt + from, hidden);
        System.arraycopy(tail, tailH, dh, dhAt + at + whole, rest);
      }
    }
  }

  /** The first n units, a multiple of the width, of one row; gates lie {@code hidden} apart. */
  private static void gruGradRow(
      int n,
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
    int toZ = hidden;
    int toN = 2 * hidden;
    FloatVector one = all(1);
    for (int j = 0; j < n; j += WIDTH) {
      FloatVector r = load(gates, gatesAt + j);
      FloatVector z = load(gates, gatesAt + toZ + j);
      FloatVector s = load(gates, gatesAt + toN + j);
      FloatVector d = load(dy, dyAt + j);
      FloatVector ds = d.mul(one.sub(z)).mul(one.sub(s.mul(s)));
      FloatVector dr = ds.mul(load(c, cAt + toN + j)).mul(r).mul(one.sub(r));
      FloatVector dz = d.mul(load(h, hAt + j).sub(s)).mul(z).mul(one.sub(z));
      dr.intoArray(da, daAt + j);
      dz.intoArray(da, daAt + toZ + j);
      ds.intoArray(da, daAt + toN + j);
      dr.intoArray(dc, dcAt + j);
      dz.intoArray(dc, dcAt + toZ + j);
      ds.mul(r).intoArray(dc, dcAt + toN + j);
      d.mul(z).intoArray(dh, dhAt + j);
    }
  }
}
