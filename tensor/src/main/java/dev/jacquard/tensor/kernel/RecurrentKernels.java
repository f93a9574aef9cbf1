package dev.jacquard.tensor.kernel;

/**
 * The pointwise part of a gated recurrent unit (Cho et al. 2014) in PyTorch's form, gates in the
 * order r, z, n. {@code a} is the input's share {@code W x + b}, {@code c} the state's share {@code
 * U h + b'}, both {@code [rows, 3 * hidden]}.
 */
public interface RecurrentKernels {
  /**
   * {@code r = s(a_r + c_r)}, {@code z = s(a_z + c_z)}, {@code n = tanh(a_n + r * c_n)}, {@code y =
   * (1 - z) * n + z * h}, s being the logistic sigmoid. The gates r, z, n, {@code [rows, 3 *
   * hidden]}, are a result too.
   */
  void gruGates(
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
      int yAt);

  /**
   * The gradient of {@link #gruGates}, given its gates, to {@code a}, {@code c} and (the direct
   * path only) {@code h}:
   *
   * <pre>
   * dn = dy * (1 - z) * (1 - n^2)      da_n = dn      dc_n = dn * r
   * dr = dn * c_n * r * (1 - r)        da_r = dc_r = dr
   * dz = dy * (h - n) * z * (1 - z)    da_z = dc_z = dz
   * dh = dy * z
   * </pre>
   */
  void gruGatesGrad(
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
      int dhAt);
}
