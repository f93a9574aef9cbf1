package dev.jacquard.hypernet.ghn;

import dev.jacquard.tensor.Shape;

/**
 * What is done to the values of a predicted parameter, so that its network begins well-scaled
 * (Knyazev et al. 2021, section 3.2 and appendix B): a function of one value, the same for all
 * values of a parameter.
 */
sealed interface ParameterNormalizer {
  /** The value for a decoded one. */
  float apply(float x);

  /** {@link #apply(float)} for n values in a row, whose results lie some places apart. */
  default void apply(int n, float[] x, int from, float[] y, int to, int apart) {
    for (int i = 0; i < n; i++) {
      y[to + i * apart] = apply(x[from + i]);
    }
  }

  /** The derivative at a decoded value, given what {@link #apply} made of it. */
  float slope(float x, float y);

  /** Multiplies by a factor; 1 leaves values alone. */
  record Scale(float factor) implements ParameterNormalizer {
    @Override
    public float apply(float x) {
      return factor * x;
    }

    // A loop of its own, since large networks consist of such values.
    @Override
    public void apply(int n, float[] x, int from, float[] y, int to, int apart) {
      for (int i = 0; i < n; i++) {
        y[to + i * apart] = factor * x[from + i];
      }
    }

    @Override
    public float slope(float x, float y) {
      return factor;
    }
  }

  /** {@code 2 sigmoid(x / 2)}, for the weights of norms: 1 at 0. */
  record NormWeight() implements ParameterNormalizer {
    @Override
    public float apply(float x) {
      return (float) (2 / (1 + StrictMath.exp(-0.5 * x)));
    }

    @Override
    public float slope(float x, float y) {
      return y * (2 - y) / 4;
    }
  }

  /** {@code tanh(x / 5)}, for biases. */
  record Bias() implements ParameterNormalizer {
    @Override
    public float apply(float x) {
      return (float) StrictMath.tanh(0.2 * x);
    }

    @Override
    public float slope(float x, float y) {
      return (1 - y * y) / 5;
    }
  }

  /** Leaves values alone. */
  static ParameterNormalizer none() {
    return new Scale(1);
  }

  /**
   * For weights of two axes or more: {@code sqrt(beta / fan_in)}, with beta 2, or 1 for depthwise
   * convolutions and kernels that are wider than high.
   */
  static ParameterNormalizer weight(Shape weight) {
    boolean depthwise = weight.rank() > 2 && weight.dim(1) == 1;
    boolean wide = weight.rank() == 4 && weight.dim(2) < weight.dim(3);
    int fanIn = weight.product(1, weight.rank());
    return new Scale((float) StrictMath.sqrt((depthwise || wide ? 1.0 : 2.0) / fanIn));
  }
}
