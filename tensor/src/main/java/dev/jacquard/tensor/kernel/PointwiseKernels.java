package dev.jacquard.tensor.kernel;

/**
 * Element by element, also with one operand broadcast. In place allowed for every destination.
 *
 * <p>Broadcast forms see the larger operand as {@code [outer, channels, inner]} and the smaller one
 * as {@code [channels]}. With inner = 1 that is a bias on rows, with outer = 1 a factor a row.
 */
public interface PointwiseKernels {
  /** {@code y = f(x)}. */
  void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt);

  /**
   * {@code dx = f'(x) dy}.
   *
   * @param kept f(x) where {@link Activation#slopeOfResult}, else x
   */
  void activationGrad(
      Activation f, int n, float[] kept, int keptAt, float[] dy, int dyAt, float[] dx, int dxAt);

  /** {@code y = a + b}. */
  void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt);

  /** {@code y = a - b}. */
  void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt);

  /** {@code y = a * b}. */
  void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt);

  /** {@code y = factor * x}. */
  void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt);

  /** {@code y = y + factor * x}. */
  void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt);

  /** {@code y[o, c, i] = x[o, c, i] + b[c]}. */
  void addChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt);

  /** {@code y[o, c, i] = x[o, c, i] * b[c]}. */
  void multiplyChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt);
}
