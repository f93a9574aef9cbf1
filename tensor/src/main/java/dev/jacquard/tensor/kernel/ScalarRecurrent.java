package dev.jacquard.tensor.kernel;

/** The gates of a recurrent unit in plain loops. */
public interface ScalarRecurrent extends RecurrentKernels {
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
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < hidden; j++) {
        int atR = row * 3 * hidden + j;
        int atZ = atR + hidden;
        int atN = atZ + hidden;
        int at = row * hidden + j;
        float r = Elementary.sigmoid(a[aAt + atR] + c[cAt + atR]);
        float z = Elementary.sigmoid(a[aAt + atZ] + c[cAt + atZ]);
        float n = Elementary.tanh(a[aAt + atN] + r * c[cAt + atN]);
        gates[gatesAt + atR] = r;
        gates[gatesAt + atZ] = z;
        gates[gatesAt + atN] = n;
        y[yAt + at] = (1 - z) * n + z * h[hAt + at];
      }
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
      for (int j = 0; j < hidden; j++) {
        int atR = row * 3 * hidden + j;
        int atZ = atR + hidden;
        int atN = atZ + hidden;
        int at = row * hidden + j;
        float r = gates[gatesAt + atR];
        float z = gates[gatesAt + atZ];
        float n = gates[gatesAt + atN];
        float d = dy[dyAt + at];
        float dn = d * (1 - z) * (1 - n * n);
        float dr = dn * c[cAt + atN] * r * (1 - r);
        float dz = d * (h[hAt + at] - n) * z * (1 - z);
        da[daAt + atR] = dr;
        da[daAt + atZ] = dz;
        da[daAt + atN] = dn;
        dc[dcAt + atR] = dr;
        dc[dcAt + atZ] = dz;
        dc[dcAt + atN] = dn * r;
        dh[dhAt + at] = d * z;
      }
    }
  }
}
