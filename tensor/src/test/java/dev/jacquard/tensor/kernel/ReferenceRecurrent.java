package dev.jacquard.tensor.kernel;

/** The gates of a recurrent unit in double. */
interface ReferenceRecurrent extends RecurrentKernels {
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
    for (int i = 0; i < rows * hidden; i++) {
      int first = i / hidden * 3 * hidden + i % hidden;
      int second = first + hidden;
      int third = second + hidden;
      double r = DoubleMath.sigmoid((double) a[aAt + first] + c[cAt + first]);
      double z = DoubleMath.sigmoid((double) a[aAt + second] + c[cAt + second]);
      double n = StrictMath.tanh(a[aAt + third] + r * c[cAt + third]);
      gates[gatesAt + first] = (float) r;
      gates[gatesAt + second] = (float) z;
      gates[gatesAt + third] = (float) n;
      y[yAt + i] = (float) ((1 - z) * n + z * h[hAt + i]);
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
    for (int i = 0; i < rows * hidden; i++) {
      int first = i / hidden * 3 * hidden + i % hidden;
      int second = first + hidden;
      int third = second + hidden;
      double r = gates[gatesAt + first];
      double z = gates[gatesAt + second];
      double n = gates[gatesAt + third];
      double dn = dy[dyAt + i] * (1 - z) * (1 - n * n);
      double dr = dn * c[cAt + third] * r * (1 - r);
      double dz = dy[dyAt + i] * (h[hAt + i] - n) * z * (1 - z);
      da[daAt + first] = (float) dr;
      dc[dcAt + first] = (float) dr;
      da[daAt + second] = (float) dz;
      dc[dcAt + second] = (float) dz;
      da[daAt + third] = (float) dn;
      dc[dcAt + third] = (float) (dn * r);
      dh[dhAt + i] = (float) (dy[dyAt + i] * z);
    }
  }
}
