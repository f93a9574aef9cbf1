package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jacquard.tensor.kernel.Activation;
import jdk.incubator.vector.FloatVector;

/**
 * {@link Activation} and its slope over whole vectors: n is a multiple of the width, and at most
 * {@link Scratch#BLOCK}. In place allowed.
 */
final class SimdActivation {
  private static final float ROOT_HALF = 0.70710678f;
  // 1 / sqrt(2 pi)
  private static final float NORMAL_PEAK = 0.39894228f;
  private static final float THIRD = 1 / 3f;
  private static final float SIXTH = 1 / 6f;

  private SimdActivation() {}

  static void apply(Activation f, int n, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    float[] u = scratch.values;
    switch (f) {
      case RELU -> relu(n, x, xAt, y, yAt);
      case RELU6 -> relu6(n, x, xAt, y, yAt);
      case GELU -> {
        VectorElementary.erf(n, ROOT_HALF, x, xAt, u, 0, scratch);
        gelu(n, u, x, xAt, y, yAt);
      }
      case HARD_SWISH -> hardSwish(n, x, xAt, y, yAt);
      case HARD_SIGMOID -> hardSigmoid(n, x, xAt, y, yAt);
      case SIGMOID -> VectorElementary.sigmoid(n, x, xAt, y, yAt, scratch);
      case SILU -> {
        VectorElementary.sigmoid(n, x, xAt, u, 0, scratch);
        multiply(n, u, 0, x, xAt, y, yAt);
      }
      case TANH -> VectorElementary.tanh(n, x, xAt, y, yAt, scratch);
      case EXP -> VectorElementary.exp(n, 0, x, xAt, y, yAt, scratch);
    }
  }

  private static void relu(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v.blend(0, v.compare(LT, 0)).intoArray(y, yAt + i);
    }
  }

  private static void relu6(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v.blend(0, v.compare(LT, 0)).blend(6, v.compare(GT, 6)).intoArray(y, yAt + i);
    }
  }

  /** {@code y = x / 2 * (1 + u)}. */
  private static void gelu(int n, float[] u, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i).mul(0.5f);
      FloatVector.fromArray(F, u, i).add(1).mul(v).intoArray(y, yAt + i);
    }
  }

  private static void hardSwish(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector s = v.add(3);
      s = s.blend(0, s.compare(LT, 0)).blend(6, s.compare(GT, 6));
      v.mul(s).mul(SIXTH).intoArray(y, yAt + i);
    }
  }

  private static void hardSigmoid(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector s = v.add(3);
      s = s.blend(0, s.compare(LT, 0)).blend(6, s.compare(GT, 6));
      s.mul(SIXTH).intoArray(y, yAt + i);
    }
  }

  /** {@code y = u * x}. */
  private static void multiply(int n, float[] u, int uAt, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector.fromArray(F, u, uAt + i).mul(v).intoArray(y, yAt + i);
    }
  }

  /** {@code dx = f'(x) dy} from f(x) where {@link Activation#slopeOfResult}, else from x. */
  static void slope(
      Activation f,
      int n,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dx,
      int dxAt,
      Scratch scratch) {
    float[] e = scratch.exponentials;
    float[] u = scratch.values;
    switch (f) {
      case RELU -> reluSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case RELU6 -> relu6Slope(n, x, xAt, dy, dyAt, dx, dxAt);
      case GELU -> {
        VectorElementary.erf(n, ROOT_HALF, x, xAt, u, 0, scratch);
        halfSquare(n, x, xAt, e);
        VectorElementary.exp(n, 0, e, 0, e, 0, scratch);
        geluSlope(n, u, e, x, xAt, dy, dyAt, dx, dxAt);
      }
      case HARD_SWISH -> hardSwishSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case HARD_SIGMOID -> hardSigmoidSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case SIGMOID -> sigmoidSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case SILU -> {
        VectorElementary.expOfMagnitude(n, -1, x, xAt, e, 0, scratch);
        siluSlope(n, e, x, xAt, dy, dyAt, dx, dxAt);
      }
      case TANH -> tanhSlope(n, x, xAt, dy, dyAt, dx, dxAt);
      case EXP -> multiply(n, x, xAt, dy, dyAt, dx, dxAt);
    }
  }

  private static void reluSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + i);
      d.blend(0, v.compare(LE, 0)).intoArray(dx, dxAt + i);
    }
  }

  private static void relu6Slope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + i);
      d.blend(0, v.compare(LE, 0)).blend(0, v.compare(GE, 6)).intoArray(dx, dxAt + i);
    }
  }

  /** {@code y = -x^2 / 2}. */
  private static void halfSquare(int n, float[] x, int xAt, float[] y) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v.mul(-0.5f).mul(v).intoArray(y, i);
    }
  }

  /** {@code dx = ((1 + u) / 2 + x * peak * e) * dy}. */
  private static void geluSlope(
      int n, float[] u, float[] e, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector normal = FloatVector.fromArray(F, u, i).add(1).mul(0.5f);
      FloatVector density = FloatVector.fromArray(F, e, i).mul(NORMAL_PEAK);
      FloatVector slope = FloatVector.fromArray(F, x, xAt + i).fma(density, normal);
      slope.mul(FloatVector.fromArray(F, dy, dyAt + i)).intoArray(dx, dxAt + i);
    }
  }

  private static void hardSwishSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + i);
      FloatVector slope = v.fma(THIRD, 0.5f);
      slope = slope.blend(0, v.compare(LE, -3)).blend(1, v.compare(GE, 3));
      slope.mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static void hardSigmoidSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector d = FloatVector.fromArray(F, dy, dyAt + i);
      FloatVector inside = d.mul(SIXTH);
      inside.blend(0, v.compare(LE, -3)).blend(0, v.compare(GE, 3)).intoArray(dx, dxAt + i);
    }
  }

  /** {@code dx = y (1 - y) dy}. */
  private static void sigmoidSlope(
      int n, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, y, yAt + i);
      FloatVector slope = v.mul(one.sub(v));
      slope.mul(FloatVector.fromArray(F, dy, dyAt + i)).intoArray(dx, dxAt + i);
    }
  }

  /** {@code dx = (1 - y^2) dy}. */
  private static void tanhSlope(
      int n, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, y, yAt + i);
      FloatVector slope = one.sub(v.mul(v));
      slope.mul(FloatVector.fromArray(F, dy, dyAt + i)).intoArray(dx, dxAt + i);
    }
  }

  /**
   * {@code dx = (s + x * e / (1 + e)^2) * dy} with s the sigmoid, {@code (x < 0 ? e : 1) / (1 +
   * e)}.
   */
  private static void siluSlope(
      int n, float[] e, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    FloatVector one = FloatVector.broadcast(F, 1);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector exp = FloatVector.fromArray(F, e, i);
      FloatVector below = exp.add(1);
      FloatVector sigmoid = one.blend(exp, v.compare(LT, 0)).div(below);
      FloatVector slope = v.fma(exp.div(below.mul(below)), sigmoid);
      slope.mul(FloatVector.fromArray(F, dy, dyAt + i)).intoArray(dx, dxAt + i);
    }
  }
}
