package dev.jacquard.tensor.kernel;

/**
 * Elementary functions as polynomials in float arithmetic. {@code Math.exp} and its like may give
 * another last bit once they are compiled; these give the same bits on every JVM, since they add,
 * multiply, divide and compare only. Errors are the largest found over every 37th float.
 *
 * <p>The coefficients are weighted minimax fits (Lawson's iteration on Chebyshev nodes), rounded to
 * float one by one from the lowest, the rest refitted after each. They are public so that other
 * kernels compute the same polynomials; those may fuse multiply and add. NaN gives NaN.
 */
public final class Elementary {
  /** Below this, exp is 0. */
  public static final float EXP_MIN = -104f;

  /** From here on, exp is infinite. */
  public static final float EXP_MAX = 89f;

  /** 1 / ln 2. */
  public static final float LOG2_E = 1.4426950408889634f;

  /** The upper 16 bits of ln 2: a product with an integer of up to 8 bits is exact. */
  public static final float LN2_HIGH = 0.693145751953125f;

  /** {@code ln 2 - LN2_HIGH}. */
  public static final float LN2_LOW = 1.42860682030941723212e-6f;

  /** 1.5 * 2^23: adding and subtracting it rounds a small float to the nearest integer. */
  public static final float ROUND = 12582912f;

  /** Coefficient of r^2 in exp(r), |r| <= ln 2 / 2. */
  public static final float EXP_C2 = 0.49999994f;

  /** Coefficient of r^3 in exp(r). */
  public static final float EXP_C3 = 0.16666521f;

  /** Coefficient of r^4 in exp(r). */
  public static final float EXP_C4 = 0.041668266f;

  /** Coefficient of r^5 in exp(r). */
  public static final float EXP_C5 = 0.008368677f;

  /** Coefficient of r^6 in exp(r). */
  public static final float EXP_C6 = 0.0013820734f;

  /** Up to this magnitude, tanh is an odd polynomial; beyond, it comes from exp. */
  public static final float TANH_SMALL = 0.625f;

  /** Coefficient of x^3 in tanh(x), |x| <= TANH_SMALL; that of x is 1. */
  public static final float TANH_C3 = -0.3333328f;

  /** Coefficient of x^5 in tanh(x). */
  public static final float TANH_C5 = 0.13331406f;

  /** Coefficient of x^7 in tanh(x). */
  public static final float TANH_C7 = -0.053736515f;

  /** Coefficient of x^9 in tanh(x). */
  public static final float TANH_C9 = 0.020628167f;

  /** Coefficient of x^11 in tanh(x). */
  public static final float TANH_C11 = -0.0056922967f;

  /** Up to this magnitude, erf is an odd polynomial; beyond, it comes from erfc. */
  public static final float ERF_SMALL = 1f;

  /** Coefficient of x in erf(x) - x, |x| <= ERF_SMALL. */
  public static final float ERF_C1 = 0.12837917f;

  /** Coefficient of x^3 in erf(x). */
  public static final float ERF_C3 = -0.37612626f;

  /** Coefficient of x^5 in erf(x). */
  public static final float ERF_C5 = 0.11283579f;

  /** Coefficient of x^7 in erf(x). */
  public static final float ERF_C7 = -0.026853347f;

  /** Coefficient of x^9 in erf(x). */
  public static final float ERF_C9 = 0.0051871622f;

  /** Coefficient of x^11 in erf(x). */
  public static final float ERF_C11 = -7.997853e-4f;

  /** Coefficient of x^13 in erf(x). */
  public static final float ERF_C13 = 7.806904e-5f;

  /** From this magnitude on, erf is 1 in float. */
  public static final float ERF_MAX = 4f;

  /** Coefficient of 1 in ln erfc(x), ERF_SMALL <= x <= ERF_MAX. */
  public static final float ERFC_C0 = -3.5371931e-4f;

  /** Coefficient of x in ln erfc(x). */
  public static final float ERFC_C1 = -1.12704f;

  /** Coefficient of x^2 in ln erfc(x). */
  public static final float ERFC_C2 = -0.6382257f;

  /** Coefficient of x^3 in ln erfc(x). */
  public static final float ERFC_C3 = -0.10303742f;

  /** Coefficient of x^4 in ln erfc(x). */
  public static final float ERFC_C4 = 0.021805383f;

  /** Coefficient of x^5 in ln erfc(x). */
  public static final float ERFC_C5 = -0.0029396401f;

  /** Coefficient of x^6 in ln erfc(x). */
  public static final float ERFC_C6 = 1.8557977e-4f;

  private Elementary() {}

  /**
   * The exponential function: {@code 2^n * e^r} with {@code n = round(x / ln 2)} and {@code e^r = 1
   * + (r + r^2 * (C2 + ... + C6 r^4))}, |r| <= ln 2 / 2. Overflows to infinity; results below the
   * normal range are rounded once. Error below 1 ulp.
   */
  public static float exp(float x) {
    float clamped = Math.min(Math.max(x, EXP_MIN), EXP_MAX);
    float n = clamped * LOG2_E + ROUND - ROUND;
    float r = clamped - n * LN2_HIGH - n * LN2_LOW;
    float p = (((EXP_C6 * r + EXP_C5) * r + EXP_C4) * r + EXP_C3) * r + EXP_C2;
    float e = p * (r * r) + r + 1;
    // 2^n itself may leave the range of floats: two factors do not.
    int whole = (int) n;
    int half = whole >> 1;
    return e * powerOfTwo(half) * powerOfTwo(whole - half);
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }

  /**
   * The logistic sigmoid: {@code 1 / (1 + e)} or, for x < 0, {@code e / (1 + e)}, e = exp(-|x|).
   * Error below 2.4 ulp.
   */
  public static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /**
   * The hyperbolic tangent: {@code x + x^3 * (C3 + C5 x^2 + ... + C11 x^8)} up to {@link
   * #TANH_SMALL}, {@code 1 - 2 / (exp(2 |x|) + 1)} with the sign of x beyond. tanh(-0) is -0. Error
   * below 1.4 ulp.
   */
  public static float tanh(float x) {
    float a = Math.abs(x);
    float magnitude;
    if (a <= TANH_SMALL) {
      float z = a * a;
      float p = (((TANH_C11 * z + TANH_C9) * z + TANH_C7) * z + TANH_C5) * z + TANH_C3;
      magnitude = p * (z * a) + a;
    } else {
      magnitude = 1 - 2 / (exp(2 * a) + 1);
    }
    return Math.copySign(magnitude, x);
  }

  /**
   * The error function: {@code x + x * (C1 + C3 x^2 + ... + C13 x^12)} up to {@link #ERF_SMALL},
   * {@code 1 - exp(C0 + C1 |x| + ... + C6 |x|^6)} (the coefficients of {@code ERFC}) with the sign
   * of x beyond. erf(-0) is -0. Error below 1.3 ulp.
   */
  public static float erf(float x) {
    float a = Math.min(Math.abs(x), ERF_MAX);
    float magnitude;
    if (a <= ERF_SMALL) {
      float z = a * a;
      float p = ((ERF_C13 * z + ERF_C11) * z + ERF_C9) * z + ERF_C7;
      p = ((p * z + ERF_C5) * z + ERF_C3) * z + ERF_C1;
      magnitude = p * a + a;
    } else {
      float p = ((ERFC_C6 * a + ERFC_C5) * a + ERFC_C4) * a + ERFC_C3;
      p = ((p * a + ERFC_C2) * a + ERFC_C1) * a + ERFC_C0;
      magnitude = 1 - exp(p);
    }
    return Math.copySign(magnitude, x);
  }
}
