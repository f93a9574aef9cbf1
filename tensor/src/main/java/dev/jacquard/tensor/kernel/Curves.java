package dev.jacquard.tensor.kernel;

/** Activations that take more than one operation, and their slopes. */
final class Curves {
  private static final float ROOT_HALF = 0.70710678f;
  // 1 / sqrt(2 pi)
  private static final float NORMAL_PEAK = 0.39894228f;

  private Curves() {}

  static float gelu(float x) {
    return 0.5f * x * (1 + Elementary.erf(ROOT_HALF * x));
  }

  /** The normal distribution function and x times its density. */
  static float geluSlope(float x) {
    float phi = NORMAL_PEAK * Elementary.exp(-0.5f * x * x);
    return 0.5f * (1 + Elementary.erf(ROOT_HALF * x)) + x * phi;
  }

  /** {@code s (1 - s)} without the loss of digits of that difference. */
  private static float sigmoidSlope(float x) {
    float e = Elementary.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  static float siluSlope(float x) {
    return Elementary.sigmoid(x) + x * sigmoidSlope(x);
  }

  static float hardSigmoid(float x) {
    return Math.min(Math.max(x + 3, 0), 6) / 6;
  }

  static float hardSwish(float x) {
    return x * Math.min(Math.max(x + 3, 0), 6) / 6;
  }

  static float hardSwishSlope(float x) {
    if (x <= -3) {
      return 0;
    }
    return x >= 3 ? 1 : x / 3 + 0.5f;
  }
}
