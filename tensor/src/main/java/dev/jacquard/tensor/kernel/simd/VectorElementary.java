package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.Elementary.*;
import static dev.jacquard.tensor.kernel.simd.Lanes.all;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.jacquard.tensor.kernel.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The functions of {@link Elementary} on all lanes of a vector: the same polynomials, multiply and
 * add fused. Limits are set by comparing and blending, which keeps NaN and costs less than a
 * vector's {@code min} and {@code max}.
 */
final class VectorElementary {
  private static final int SIGN = 0x80000000;
  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private VectorElementary() {}

  static FloatVector exp(FloatVector x) {
    return expInRange(notAbove(notBelow(x, EXP_MIN), EXP_MAX));
  }

  /** exp(x) for x from EXP_MIN to EXP_MAX or NaN. */
  private static FloatVector expInRange(FloatVector x) {
    FloatVector rounded = x.fma(all(LOG2_E), all(ROUND));
    FloatVector n = rounded.sub(ROUND);
    FloatVector r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), x));
    FloatVector p = all(EXP_C6).fma(r, all(EXP_C5)).fma(r, all(EXP_C4));
    p = p.fma(r, all(EXP_C3)).fma(r, all(EXP_C2));
    FloatVector e = p.fma(r.mul(r), r).add(1);
    // 2^n itself may leave the range of floats: two factors do not.
    IntVector whole = rounded.reinterpretAsInts().sub(ROUND_BITS);
    IntVector half = whole.lanewise(ASHR, 1);
    return e.mul(powerOfTwo(half)).mul(powerOfTwo(whole.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = expInRange(notBelow(x.abs().neg(), EXP_MIN));
    FloatVector one = all(1);
    return one.blend(e, x.compare(LT, 0)).div(e.add(1));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector z = a.mul(a);
    FloatVector p = all(TANH_C11).fma(z, all(TANH_C9)).fma(z, all(TANH_C7));
    p = p.fma(z, all(TANH_C5)).fma(z, all(TANH_C3));
    FloatVector small = p.fma(z.mul(a), a);
    FloatVector e = expInRange(notAbove(a.add(a), EXP_MAX));
    FloatVector large = all(1).sub(all(2).div(e.add(1)));
    return withSignOf(x, small.blend(large, a.compare(GT, TANH_SMALL)));
  }

  static FloatVector erf(FloatVector x) {
    FloatVector a = notAbove(x.abs(), ERF_MAX);
    FloatVector z = a.mul(a);
    FloatVector p = all(ERF_C13).fma(z, all(ERF_C11)).fma(z, all(ERF_C9)).fma(z, all(ERF_C7));
    p = p.fma(z, all(ERF_C5)).fma(z, all(ERF_C3)).fma(z, all(ERF_C1));
    FloatVector small = p.fma(a, a);
    FloatVector q = all(ERFC_C6).fma(a, all(ERFC_C5)).fma(a, all(ERFC_C4));
    q = q.fma(a, all(ERFC_C3)).fma(a, all(ERFC_C2)).fma(a, all(ERFC_C1)).fma(a, all(ERFC_C0));
    FloatVector large = all(1).sub(expInRange(q));
    return withSignOf(x, small.blend(large, a.compare(GT, ERF_SMALL)));
  }

  static FloatVector notBelow(FloatVector x, float least) {
    return x.blend(least, x.compare(LT, least));
  }

  static FloatVector notAbove(FloatVector x, float most) {
    return x.blend(most, x.compare(GE, most));
  }

  /** The magnitudes, none of them negative, with the signs of x. */
  private static FloatVector withSignOf(FloatVector x, FloatVector magnitude) {
    IntVector sign = x.reinterpretAsInts().and(SIGN);
    return magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }
}
