package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.PointwiseKernels;
import dev.jacquard.tensor.kernel.RecurrentKernels;
import jdk.incubator.vector.FloatVector;

/**
 * The gates of a recurrent unit, row by row, in the steps of the pointwise kernels. What does not
 * fill a vector is computed one by one by the same operations.
 */
interface SimdRecurrent extends RecurrentKernels, PointwiseKernels {
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
    int both = 2 * hidden;
    for (int row = 0; row < rows; row++) {
      int at = 3 * row * hidden;
      int r = gatesAt + at;
      int n = r + both;
      add(both, a, aAt + at, c, cAt + at, gates, r);
      activation(Activation.SIGMOID, both, gates, r, gates, r);
      multiply(hidden, gates, r, c, cAt + at + both, gates, n);
      add(hidden, gates, n, a, aAt + at + both, gates, n);
      activation(Activation.TANH, hidden, gates, n, gates, n);
      mix(hidden, gates, r + hidden, gates, n, h, hAt + row * hidden, y, yAt + row * hidden);
    }
  }

  /** {@code y = (1 - z) * n + z * h}. */
  private static void mix(
      int size, float[] z, int zAt, float[] n, int nAt, float[] h, int hAt, float[] y, int yAt) {
    int i = 0;
    for (; i < whole(size); i += WIDTH) {
      FloatVector keep = FloatVector.fromArray(F, z, zAt + i);
      FloatVector fresh = FloatVector.broadcast(F, 1).sub(keep);
      FloatVector kept = keep.mul(FloatVector.fromArray(F, h, hAt + i));
      fresh.mul(FloatVector.fromArray(F, n, nAt + i)).add(kept).intoArray(y, yAt + i);
    }
    for (; i < size; i++) {
      float kept = z[zAt + i] * h[hAt + i];
      y[yAt + i] = (1 - z[zAt + i]) * n[nAt + i] + kept;
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
    for (int row = 0; row < rows; row++) {
      int at = row * hidden;
      gradRow(
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
    }
  }

  private static void gradRow(
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
    FloatVector one = FloatVector.broadcast(F, 1);
    int j = 0;
    for (; j < whole(hidden); j += WIDTH) {
      FloatVector r = FloatVector.fromArray(F, gates, gatesAt + j);
      FloatVector z = FloatVector.fromArray(F, gates, gatesAt + toZ + j);
      FloatVector s = FloatVector.fromArray(F, gates, gatesAt + toN + j);
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + j);
      FloatVector ds = d.mul(one.sub(z)).mul(one.sub(s.mul(s)));
      FloatVector dr = ds.mul(FloatVector.fromArray(F, c, cAt + toN + j)).mul(r).mul(one.sub(r));
      FloatVector dz = d.mul(FloatVector.fromArray(F, h, hAt + j).sub(s)).mul(z).mul(one.sub(z));
      dr.intoArray(da, daAt + j);
      dz.intoArray(da, daAt + toZ + j);
      ds.intoArray(da, daAt + toN + j);
      dr.intoArray(dc, dcAt + j);
      dz.intoArray(dc, dcAt + toZ + j);
      ds.mul(r).intoArray(dc, dcAt + toN + j);
      d.mul(z).intoArray(dh, dhAt + j);
    }
    for (; j < hidden; j++) {
      float r = gates[gatesAt + j];
      float z = gates[gatesAt + toZ + j];
      float s = gates[gatesAt + toN + j];
      float d = dy[dyAt + j];
      float ds = d * (1 - z) * (1 - s * s);
      float dr = ds * c[cAt + toN + j] * r * (1 - r);
      float dz = d * (h[hAt + j] - s) * z * (1 - z);
      da[daAt + j] = dr;
      da[daAt + toZ + j] = dz;
      da[daAt + toN + j] = ds;
      dc[dcAt + j] = dr;
      dc[dcAt + toZ + j] = dz;
      dc[dcAt + toN + j] = ds * r;
      dh[dhAt + j] = d * z;
    }
  }
}
