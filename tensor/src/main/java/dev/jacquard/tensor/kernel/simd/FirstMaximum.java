package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Largest values and their places, of which the first counts where several are largest. Places are
 * floats, which are exact up to {@link #PLACES}. NaN is never the largest.
 */
final class FirstMaximum {
  static final int PLACES = 1 << 24;

  private FirstMaximum() {}

  /** Makes every element larger than the first n largest values so far, and before their places. */
  static void clear(int n, float[] largest, float[] places) {
    Arrays.fill(largest, 0, n, Float.NEGATIVE_INFINITY);
    Arrays.fill(places, 0, n, PLACES);
  }

  /** Whether a value is to replace the largest one so far. */
  static boolean wins(float value, float place, float largest, float largestPlace) {
    return value > largest || (value == largest && place < largestPlace);
  }

  /**
   * Holds n elements of x, whose places are {@code xPlaces + shift}, against the largest so far.
   */
  static void update(
      int n,
      float[] x,
      int xAt,
      float[] xPlaces,
      int xPlacesAt,
      float shift,
      float[] largest,
      float[] places,
      int at) {
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector v = FloatVector.fromArray(F, x, xAt + i);
      FloatVector place = FloatVector.fromArray(F, xPlaces, xPlacesAt + i).add(shift);
      FloatVector max = FloatVector.fromArray(F, largest, at + i);
      FloatVector maxPlace = FloatVector.fromArray(F, places, at + i);
      VectorMask<Float> before = v.compare(EQ, max).and(place.compare(LT, maxPlace));
      VectorMask<Float> wins = v.compare(GT, max).or(before);
      max.blend(v, wins).intoArray(largest, at + i);
      maxPlace.blend(place, wins).intoArray(places, at + i);
    }
    for (; i < n; i++) {
      float place = xPlaces[xPlacesAt + i] + shift;
      if (wins(x[xAt + i], place, largest[at + i], places[at + i])) {
        largest[at + i] = x[xAt + i];
        places[at + i] = place;
      }
    }
  }
}
