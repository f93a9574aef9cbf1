package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.Elementary;

/** What activations and their slopes are made of, in the polynomials of {@link Elementary}. */
abstract class CurveKernel extends DeviceKernel {
  // Aparapi has no enums.
  static final int RELU = 0;
  static final int RELU6 = 1;
  static final int GELU = 2;
  static final int HARD_SWISH = 3;
  static final int HARD_SIGMOID = 4;
  static final int SIGMOID = 5;
  static final int SILU = 6;
  static final int TANH = 7;
  static final int EXP = 8;

  private static final float ROOT_HALF = 0.70710678f;
  // 1 / sqrt(2 pi)
  private static final float NORMAL_PEAK = 0.39894228f;

  CurveKernel(OpenCLDevice device) {
    super(device);
  }

  static int number(Activation f) {
    return switch (f) {
      case RELU -> RELU;
      case RELU6 -> RELU6;
      case GELU -> GELU;
      case HARD_SWISH -> HARD_SWISH;
      case HARD_SIGMOID -> HARD_SIGMOID;
      case SIGMOID -> SIGMOID;
      case SILU -> SILU;
      case TANH -> TANH;
      case EXP -> EXP;
    };
  }

  /** The larger one; NaN if x is. */
  final float atLeast(float least, float x) {
    return x < least ? least : x;
  }

  /** The smaller one; NaN if x is. */
  final float atMost(float most, float x) {
    return x > most ? most : x;
  }

  final float sigmoid(float x) {
    float e = exp(-abs(x));
    float above = x < 0 ? e : 1;
    return above / (1 + e);
  }

  /** {@code s (1 - s)} without the loss of digits of that difference. */
  final float sigmoidSlope(float x) {
    float e = exp(-abs(x));
    return e / ((1 + e) * (1 + e));
  }

  final float erf(float x) {
    float a = atMost(Elementary.ERF_MAX, abs(x));
    float magnitude = 0;
    if (a > Elementary.ERF_SMALL) {
      float p = ((Elementary.ERFC_C6 * a + Elementary.ERFC_C5) * a + Elementary.ERFC_C4) * a;
      p = ((p + Elementary.ERFC_C3) * a + Elementary.ERFC_C2) * a + Elementary.ERFC_C1;
      magnitude = 1 - exp(p * a + Elementary.ERFC_C0);
    } else {
      float z = a * a;
      float p = ((Elementary.ERF_C13 * z + Elementary.ERF_C11) * z + Elementary.ERF_C9) * z;
      p = ((p + Elementary.ERF_C7) * z + Elementary.ERF_C5) * z + Elementary.ERF_C3;
      magnitude = (p * z + Elementary.ERF_C1) * a + a;
    }
    return x < 0 ? -magnitude : magnitude;
  }

  final float tangent(float x) {
    float a = abs(x);
    float magnitude = 0;
    if (a > Elementary.TANH_SMALL) {
      magnitude = 1 - 2 / (exp(2 * a) + 1);
    } else {
      float z = a * a;
      float p = (Elementary.TANH_C11 * z + Elementary.TANH_C9) * z + Elementary.TANH_C7;
      p = (p * z + Elementary.TANH_C5) * z + Elementary.TANH_C3;
      magnitude = p * (z * a) + a;
    }
    return x < 0 ? -magnitude : magnitude;
  }

  final float value(int function, float x) {
    float y = atLeast(0, x);
    if (function == RELU6) {
      y = atMost(6, y);
    } else if (function == GELU) {
      y = 0.5f * x * (1 + erf(ROOT_HALF * x));
    } else if (function == HARD_SWISH) {
      y = x * atMost(6, atLeast(0, x + 3)) / 6;
    } else if (function == HARD_SIGMOID) {
      y = atMost(6, atLeast(0, x + 3)) / 6;
    } else if (function == SIGMOID) {
      y = sigmoid(x);
    } else if (function == SILU) {
      y = x * sigmoid(x);
    } else if (function == TANH) {
      y = tangent(x);
    } else if (function == EXP) {
      y = exp(x);
    }
    return y;
  }

  /** The slope, from what {@link Activation#slopeOfResult} says is kept. */
  final float slope(int function, float kept) {
    float slope = kept <= 0 ? 0 : 1;
    if (function == RELU6) {
      slope = kept >= 6 ? 0 : slope;
    } else if (function == GELU) {
      float density = NORMAL_PEAK * exp(-0.5f * kept * kept);
      slope = 0.5f * (1 + erf(ROOT_HALF * kept)) + kept * density;
    } else if (function == HARD_SWISH) {
      slope = kept >= 3 ? 1 : kept / 3 + 0.5f;
      slope = kept <= -3 ? 0 : slope;
    } else if (function == HARD_SIGMOID) {
      slope = kept <= -3 ? 0 : 1f / 6;
      slope = kept >= 3 ? 0 : slope;
    } else if (function == SIGMOID) {
      slope = kept * (1 - kept);
    } else if (function == SILU) {
      slope = sigmoid(kept) + kept * sigmoidSlope(kept);
    } else if (function == TANH) {
      slope = 1 - kept * kept;
    } else if (function == EXP) {
      slope = kept;
    }
    return slope;
  }
}
