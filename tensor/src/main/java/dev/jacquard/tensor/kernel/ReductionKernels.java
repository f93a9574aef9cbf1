package dev.jacquard.tensor.kernel;

/** Sums, products and maxima over parts of an array. */
public interface ReductionKernels {
  /** The sum of n elements; 0 for none. Partial sums of long inputs are kept in double. */
  double sum(int n, float[] x, int xAt);

  /** The sum of {@code a * b} over n elements; 0 for none. Long sums are kept in double. */
  double dot(int n, float[] a, int aAt, float[] b, int bAt);

  /** {@code y[o, i] = sum over a of x[o, a, i]} for x {@code [outer, axis, inner]}. */
  void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt);

  /**
   * {@code y[o, i] = max over a of x[o, a, i]} for x {@code [outer, axis, inner]}, axis at least 1;
   * NaN wins.
   */
  void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt);

  /**
   * {@code y[o, i]} = the smallest a at which {@code x[o, a, i]} is the maximum over a, axis at
   * least 1; the first NaN wins.
   */
  void argMaxAxis(int outer, int axis, int inner, float[] x, int xAt, int[] y, int yAt);

  /**
   * {@code y[c] = sum over o, i of x[o, c, i]} for x {@code [outer, channels, inner]} and the
   * channels {@code from} (inclusive) to {@code to} (exclusive).
   */
  void sumChannels(
      int outer, int channels, int inner, int from, int to, float[] x, int xAt, float[] y, int yAt);

  /**
   * {@code y[c] = sum over o, i of a[o, c, i] * b[o, c, i]} for the channels {@code from} to {@code
   * to}.
   */
  void dotChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt);
}
