package dev.jacquard.tensor.kernel;

/** Maximum and average pooling over planes (an image's channel is a plane). */
public interface PoolingKernels {
  /** {@code y} gets the largest element of each window; a NaN in the window wins. */
  void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt);

  /**
   * The gradient of {@link #maxPool}: each {@code dy} is added to the place of its window's first
   * maximum (row by row; a NaN counts as the maximum, the last one where there are several, as in
   * PyTorch), the other places of {@code dx} get 0.
   */
  void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt);

  /** {@code y} gets each window's sum divided by the number of places it counts. */
  void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt);

  /** The gradient of {@link #averagePool}: {@code dy / counted}, summed over covering windows. */
  void averagePoolGrad(PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt);
}
