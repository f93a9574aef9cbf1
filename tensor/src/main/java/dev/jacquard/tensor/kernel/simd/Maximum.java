package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import jdk.incubator.vector.FloatVector;

/** The largest of neighbouring elements; NaN wins. */
final class Maximum {
  private Maximum() {}

  /**
   * The largest of n elements, negative infinity for none.
   *
   * @param lanes scratch for a vector
   */
  static float of(int n, float[] x, int xAt, float[] lanes) {
    float max = Float.NEGATIVE_INFINITY;
    if (n >= WIDTH) {
      ofWhole(whole(n), x, xAt, lanes);
      for (int half = WIDTH / 2; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          lanes[i] = Math.max(lanes[i], lanes[i + half]);
        }
      }
      max = lanes[0];
    }
    for (int i = whole(n); i < n; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  private static void ofWhole(int n, float[] x, int xAt, float[] lanes) {
    FloatVector even = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    FloatVector odd = even;
    for (int i = WIDTH; i < n; i += 2 * WIDTH) {
      even = even.max(FloatVector.fromArray(F, x, xAt + i - WIDTH));
      odd = odd.max(FloatVector.fromArray(F, x, xAt + i));
    }
    // The last vector, which may have been taken already: a maximum does not mind.
    even.max(odd).max(FloatVector.fromArray(F, x, xAt + n - WIDTH)).intoArray(lanes, 0);
  }
}
