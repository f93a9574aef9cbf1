package dev.jacquard.tensor.kernel;

/**
 * Batch norm (Ioffe and Szegedy 2015), layer norm (Ba et al. 2016) and the softmax family.
 *
 * <p>Batch norm sees its input as {@code [outer, channels, inner]}: images, channels, pixels.
 */
public interface NormalizationKernels {
  /**
   * Mean and biased variance of each channel over {@code outer * inner} elements (at least one), in
   * two passes, for the channels {@code from} (inclusive) to {@code to} (exclusive).
   */
  void channelMoments(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] variance,
      int varianceAt);

  /**
   * {@code y = (x - mean[c]) * scale[c] + shift[c]}: batch norm with {@code scale = gamma /
   * sqrt(variance + eps)} and {@code shift = beta}. In place allowed.
   */
  void normalizeChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt);

  /**
   * The gradient of batch norm with batch statistics, for the channels {@code from} to {@code to}.
   * With m = outer * inner and {@code xhat = (x - mean) * inverseStd}:
   *
   * <pre>
   * dbeta  = sum dy
   * dgamma = sum dy * xhat
   * dx     = gamma * inverseStd * (dy - dbeta / m - xhat * dgamma / m)
   * </pre>
   *
   * <p>{@code dx} may be {@code dy} in place.
   */
  void batchNormGrad(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] gamma,
      int gammaAt,
      float[] dx,
      int dxAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt);

  /**
   * Layer norm of rows: {@code y = (x - mean) * inverseStd * gamma + beta}, {@code inverseStd = 1 /
   * sqrt(biased variance + eps)} of each row (columns at least 1); mean and inverseStd, {@code
   * [rows]}, are results too.
   */
  void layerNorm(
      int rows,
      int columns,
      float eps,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float[] y,
      int yAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt);

  /**
   * The gradient of {@link #layerNorm} to its input: with {@code g = dy * gamma} and row means
   * {@code <.>}, {@code dx = inverseStd * (g - <g> - xhat * <g * xhat>)}.
   */
  void layerNormGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] gamma,
      int gammaAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dx,
      int dxAt);

  /**
   * The gradients of {@link #layerNorm} to gamma and beta: {@code dgamma = sum over rows of dy *
   * xhat}, {@code dbeta = sum over rows of dy}.
   */
  void layerNormParameterGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt);

  /**
   * {@code y = exp(x - max) / sum exp(x - max)} along each row, columns at least 1. In place
   * allowed.
   */
  void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt);

  /**
   * The gradient of {@link #softmax} from its result: {@code dx = y * (dy - sum y * dy)}. {@code
   * dx} may be {@code dy} in place.
   */
  void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt);

  /**
   * {@code y = x - max - log(sum exp(x - max))} along each row, columns at least 1. In place
   * allowed.
   */
  void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt);

  /**
   * The gradient of {@link #logSoftmax} from its result: {@code dx = dy - exp(y) * sum dy}. {@code
   * dx} may be {@code dy} in place.
   */
  void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt);
}
