package dev.jacquard.nn.init;

/**
 * By how much to widen a weight's values to make up for the activation behind it: {@code
 * torch.nn.init.calculate_gain}.
 */
public final class Gain {
  /** No activation, or a sigmoid: 1. */
  public static final double LINEAR = 1;

  /** Tanh: 5/3. */
  public static final double TANH = 5.0 / 3;

  /** ReLU: the root of 2. */
  public static final double RELU = leakyRelu(0);

  private Gain() {}

  /** A leaky ReLU: the root of {@code 2 / (1 + slope^2)}. */
  public static double leakyRelu(double negativeSlope) {
    return StrictMath.sqrt(2 / (1 + negativeSlope * negativeSlope));
  }
}
