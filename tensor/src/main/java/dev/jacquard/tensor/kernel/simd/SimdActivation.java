package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.all;
import static dev.jacquard.tensor.kernel.simd.Lanes.load;
import static dev.jacquard.tensor.kernel.simd.VectorElementary.notAbove;
import static dev.jacquard.tensor.kernel.simd.VectorElementary.notBelow;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LE;

import dev.jacquard.tensor.kernel.Activation;
import jdk.incubator.vector.FloatVector;

/** {@link Activation} and its slope over whole vectors: n is a multiple of the width. */
final class SimdActivation {
  private static final float ROOT_HALF = 0.70710678f;
  // 1 / sqrt(2 pi)
  private static final float NORMAL_PEAK = 0.39894228f;
  private static final float THIRD = 1 / 3f;
  private static final float SIXTH = 1 / 6f;

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
      v.mul(normal(v)).intoArray(y, yAt + i);
    }
  }

  private static void hardSwish(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      v.mul(between0And6(v.add(3))).mul(SIXTH).intoArray(y, yAt + i);
    }
  }

  private static void hardSigmoid(int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i += WIDTH) {
      between0And6(load(x, xAt + i).add(3)).mul(SIXTH).intoArray(y, yAt + i);
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

  private static void reluSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      d.blend(0, v.compare(LE, 0)).intoArray(dx, dxAt + i);
    }
  }

  private static void relu6Slope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      d.blend(0, v.compare(LE, 0)).blend(0, v.compare(GE, 6)).intoArray(dx, dxAt + i);
    }
  }

  private static void geluSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      FloatVector density = VectorElementary.exp(v.mul(v).mul(-0.5f)).mul(NORMAL_PEAK);
      v.fma(density, normal(v)).mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static void hardSwishSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      FloatVector slope = v.fma(all(THIRD), all(0.5f));
      slope = slope.blend(0, v.compare(LE, -3)).blend(1, v.compare(GE, 3));
      slope.mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static void hardSigmoidSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      FloatVector inside = d.mul(SIXTH);
      inside.blend(0, v.compare(LE, -3)).blend(0, v.compare(GE, 3)).intoArray(dx, dxAt + i);
    }
  }

  private static void sigmoidSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      FloatVector s = VectorElementary.sigmoid(v);
      s.mul(all(1).sub(s)).mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static void siluSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      FloatVector s = VectorElementary.sigmoid(v);
      FloatVector slope = s.mul(v.fma(all(1).sub(s), all(1)));
      slope.mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static void tanhSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      FloatVector t = VectorElementary.tanh(v);
      all(1).sub(t.mul(t)).mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static void expSlope(
      int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = load(x, xAt + i);
      FloatVector d = load(dy, dyAt + i);
      VectorElementary.exp(v).mul(d).intoArray(dx, dxAt + i);
    }
  }

  private static FloatVector between0And6(FloatVector x) {
    return notAbove(notBelow(x, 0), 6);
  }

  /** The normal distribution function. */
  private static FloatVector normal(FloatVector x) {
    return VectorElementary.erf(x.mul(ROOT_HALF)).add(1).mul(0.5f);
  }
}
