package dev.jacquard.tensor.kernel;

/** Functions of one value, applied element by element. {@code s} is the logistic sigmoid. */
public enum Activation {
  /** {@code max(x, 0)}; slope 0 at 0. */
  RELU,
  /** {@code min(max(x, 0), 6)}; slope 0 at 0 and at 6. */
  RELU6,
  /** {@code x / 2 * (1 + erf(x / sqrt 2))}, the exact form (Hendrycks and Gimpel 2016). */
  GELU,
  /** {@code x * min(max(x + 3, 0), 6) / 6} (Howard et al. 2019); slope 0 at -3 and 1 at 3. */
  HARD_SWISH,
  /** {@code min(max(x + 3, 0), 6) / 6}; slope 0 at -3 and at 3. */
  HARD_SIGMOID,
  /** {@code s(x) = 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code x * s(x)}. */
  SILU,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code exp(x)}. */
  EXP;

  /**
   * Whether the slope at x is computed from the result f(x) alone, as {@code y (1 - y)} for the
   * sigmoid, so that nobody need keep x.
   */
  public boolean slopeOfResult() {
    return switch (this) {
      case RELU, RELU6, SIGMOID, TANH, EXP -> true;
      case GELU, HARD_SWISH, HARD_SIGMOID, SILU -> false;
    };
  }
}
