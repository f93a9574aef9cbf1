package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.Elementary.*;
import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jacquard.tensor.kernel.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The functions of {@link Elementary} over whole vectors: n is a multiple of the width, and at most
 * {@link Scratch#BLOCK}, if nothing else is said. The same polynomials, multiply and add fused.
 * There is one exponential, and the others are passes over its results. Limits are set by comparing
 * and blending, which keeps NaN and costs less than a vector's {@code min} and {@code max}.
 */
final class VectorElementary {
  /** The bits of a float but its sign. */
  private static final int MAGNITUDE = 0x7fffffff;

  private static final int ALL = -1;
  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private VectorElementary() {}

  /** {@code y = exp(x - minus)} for any n; in place allowed. */
  static void exp(int n, float minus, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    exp(n, ALL, 1, minus, x, xAt, y, yAt, scratch.tail);
  }

  /** {@code y = exp(factor * |x|)} for any n; in place allowed. */
  static void expOfMagnitude(
      int n, float factor, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    exp(n, MAGNITUDE, factor, 0, x, xAt, y, yAt, scratch.tail);
  }

  /**
   * {@code y = exp((x & mask) * factor - minus)} for any n. What does not fill a vector is computed
   * in the tail. One method, because one of more than 325 bytes (FreqInlineSize) is never inlined:
   * C2 of JDK 17 keeps vectors of 512 bits as objects where this loop and two others are compiled
   * as one.
   */
  private static void exp(
      int n,
      int mask,
      float factor,
      float minus,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] tail) {
    int end = whole(n);
    for (int i = 0; i < end; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      v = v.reinterpretAsInts().and(mask).reinterpretAsFloats().mul(factor).sub(minus);
      v = v.blend(EXP_MIN, v.compare(LT, EXP_MIN));
      v = v.blend(EXP_MAX, v.compare(GT, EXP_MAX));
      FloatVector rounded = v.fma(LOG2_E, ROUND);
      FloatVector whole = rounded.sub(ROUND);
      FloatVector r = whole.fma(FloatVector.broadcast(F, -LN2_HIGH), v);
      r = whole.fma(FloatVector.broadcast(F, -LN2_LOW), r);
      FloatVector p = r.fma(EXP_C6, EXP_C5).fma(r, FloatVector.broadcast(F, EXP_C4));
      p = p.fma(r, FloatVector.broadcast(F, EXP_C3)).fma(r, FloatVector.broadcast(F, EXP_C2));
      FloatVector e = p.fma(r.mul(r), r).add(1);
      // 2^n itself may leave the range of floats: two factors do not.
      IntVector exponent = rounded.reinterpretAsInts().sub(ROUND_BITS);
      IntVector half = exponent.lanewise(ASHR, 1);
      IntVector rest = exponent.sub(half);
      e.mul(half.add(127).lanewise(LSHL, 23).reinterpretAsFloats())
          .mul(rest.add(127).lanewise(LSHL, 23).reinterpretAsFloats())
          .intoArray(y, yAt + i);
    }
    int left = n - end;
    if (left > 0) {
      System.arraycopy(x, xAt + end, tail, 0, left);
      exp(WIDTH, mask, factor, minus, tail, 0, tail, 0, tail);
      System.arraycopy(tail, 0, y, yAt + end, left);
    }
  }

  /** The logistic sigmoid; in place allowed. */
  static void sigmoid(int n, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    float[] e = scratch.exponentials;
    expOfMagnitude(n, -1, x, xAt, e, 0, scratch);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector exp = FloatVector.fromArray(F, e, i);
      FloatVector one = FloatVector.broadcast(F, 1);
      one.blend(exp, v.compare(LT, 0)).div(exp.add(one)).intoArray(y, yAt + i);
    }
  }

  /** The hyperbolic tangent; in place allowed. */
  static void tanh(int n, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    float[] e = scratch.exponentials;
    expOfMagnitude(n, 2, x, xAt, e, 0, scratch);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector z = v.mul(v);
      FloatVector p = z.fma(TANH_C11, TANH_C9).fma(z, FloatVector.broadcast(F, TANH_C7));
      p = p.fma(z, FloatVector.broadcast(F, TANH_C5)).fma(z, FloatVector.broadcast(F, TANH_C3));
      FloatVector small = p.fma(z.mul(v), v);
      FloatVector fraction = FloatVector.broadcast(F, 2);
      fraction = fraction.div(FloatVector.fromArray(F, e, i).add(1));
      FloatVector large = FloatVector.broadcast(F, 1).sub(fraction);
      large = large.blend(fraction.sub(1), v.compare(LT, 0));
      small.blend(large, v.abs().compare(GT, TANH_SMALL)).intoArray(y, yAt + i);
    }
  }

  /** {@code y = erf(factor * x)}; in place allowed. */
  static void erf(int n, float factor, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    float[] e = scratch.exponentials;
    logErfc(n, factor, x, xAt, e);
    exp(n, 0, e, 0, e, 0, scratch);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i).mul(factor);
      FloatVector z = v.mul(v);
      FloatVector p = z.fma(ERF_C13, ERF_C11).fma(z, FloatVector.broadcast(F, ERF_C9));
      p = p.fma(z, FloatVector.broadcast(F, ERF_C7)).fma(z, FloatVector.broadcast(F, ERF_C5));
      p = p.fma(z, FloatVector.broadcast(F, ERF_C3)).fma(z, FloatVector.broadcast(F, ERF_C1));
      FloatVector small = p.fma(v, v);
      FloatVector erfc = FloatVector.fromArray(F, e, i);
      FloatVector large = FloatVector.broadcast(F, 1).sub(erfc);
      large = large.blend(erfc.sub(1), v.compare(LT, 0));
      small.blend(large, v.abs().compare(GT, ERF_SMALL)).intoArray(y, yAt + i);
    }
  }

  /** The polynomial for {@code ln erfc(|factor * x|)}. */
  private static void logErfc(int n, float factor, float[] x, int xAt, float[] y) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i).mul(factor);
      FloatVector a = v.abs();
      a = a.blend(ERF_MAX, a.compare(GT, ERF_MAX));
      FloatVector q = a.fma(ERFC_C6, ERFC_C5).fma(a, FloatVector.broadcast(F, ERFC_C4));
      q = q.fma(a, FloatVector.broadcast(F, ERFC_C3)).fma(a, FloatVector.broadcast(F, ERFC_C2));
      q = q.fma(a, FloatVector.broadcast(F, ERFC_C1)).fma(a, FloatVector.broadcast(F, ERFC_C0));
      q.intoArray(y, i);
    }
  }
}
