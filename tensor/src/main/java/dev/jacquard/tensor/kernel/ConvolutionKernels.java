package dev.jacquard.tensor.kernel;

/**
 * Two-dimensional convolution and its two gradients, for every {@link ConvGeometry}: 1 x 1, dense,
 * depthwise, grouped, dilated, strided. Padding may enter the sums as products with 0, so that a
 * weight that is infinite or NaN makes NaN there.
 */
public interface ConvolutionKernels {
  /**
   * {@code y[n, o, i, j] = sum over c, u, v of x[n, c, i * stride - pad + u * dilation, ...] * w[o,
   * c, u, v]} for the images {@code from} (inclusive) to {@code to} (exclusive). Operands are given
   * whole, for all images.
   */
  void conv2d(
      ConvGeometry g, int from, int to, float[] x, int xAt, float[] w, int wAt, float[] y, int yAt);

  /**
   * The gradient of {@link #conv2d} to its input, for the images {@code from} to {@code to}: {@code
   * dx} gets, for every input element, the sum of {@code dy * w} over all outputs that read it.
   */
  void conv2dInputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt);

  /**
   * The gradient of {@link #conv2d} to its weight, for those of its elements that meet the input
   * channels {@code from} to {@code to}, over all images: {@code dw[o, c, u, v] = sum over n, i, j
   * of x[n, c, i * stride - pad + u * dilation, ...] * dy[n, o, i, j]}, for every output channel o
   * of the input channel's group.
   */
  void conv2dWeightGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt);
}
