package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.all;
import static dev.jacquard.tensor.kernel.simd.Lanes.load;
import static dev.jacquard.tensor.kernel.simd.VectorElementary.notAbove;
import static dev.jacquard.tensor.kernel.simd.VectorElementary.notBelow;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jacquard.tensor.kernel.Activation;
import jdk.incubator.vector.FloatVector;

/** {@link Activation} and its slope over whole vectors: n is a multiple of the width. */
final class SimdActivation {
  private static final float ROOT_HALF = (float) Math.sqrt(0.5);
  private static final float ROOT_HALF_PI_INVERSE = (float) (1 / Math.sqrt(2 * Math.PI));

  private SimdActivation() {}

  static void apply(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    switch (f) {
      case RELU -> relu(n, x, xAt, y, yAt);
      case RELU6 -> relu6(n, x, xAt, y, yAt);
      case GELU -> gelu(n, x, xAt, y, yAt);
      case HARD_SWISH -> hardSwish(n, x, xAt, y, yAt);
      case HARD_SIGMOID -> hardSigmoid(n, x, xAt, y, yAt);
      case SIGMOID -> sigmoid(n, x, xAt, y, yAt);
      case SILU -> silu(n, x, xAt, y, yAt);
      case TANH -> tanh(n, x, xAt, y, yAt);
      case EXP -> exp(n, x, xAt, y, yAt);
    }
  }

  private static void relu(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      notBelow(load(x, xAt + i), 0).intoArray(y, yAt + i);
    }
  }

  private static void relu6(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      between0And6(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void gelu(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      v.mul(normalDistribution(v)).intoArray(y, yAt + i);
    }
  }

  private static void hardSwish(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      v.mul(between0And6(v.add(3))).div(6).intoArray(y, yAt + i);
    }
  }

  private static void hardSigmoid(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      between0And6(load(x, xAt + i).add(3)).div(6).intoArray(y, yAt + i);
    }
  }

  private static void sigmoid(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      VectorElementary.sigmoid(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void silu(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      v.mul(VectorElementary.sigmoid(v)).intoArray(y, yAt + i);
    }
  }

  private static void tanh(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      VectorElementary.tanh(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void exp(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      VectorElementary.exp(load(x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  /** {@code dx = f'(x) dy}. */
  static void slope(
      Activation f, int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    switch (f) {
      case RELU -> reluSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case RELU6 -> relu6Slope(n, x, xAt, dy, dyAt, dx, dxAt);
      case GELU -> geluSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case HARD_SWISH -> hardSwishSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case HARD_SIGMOID -> hardSigmoidSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case SIGMOID -> sigmoidSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case SILU -> siluSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case TANH -> tanhSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case EXP -> expSlope(n, x, xAt, dy, dyAt, dx, dxAt);
    }
  }
}
