package dev.jacquard.nn.init;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;

/**
 * A normal distribution between two limits, by rejection. What is proposed is normal where the
 * limits are far apart and uniform where they are close, so that one proposal in fifty or more is
 * taken wherever the limits lie.
 */
record TruncatedNormal(double mean, double deviation, float low, float high)
    implements Initializer {

  /** Limits that are closer than this, in deviations, are served better by uniform proposals. */
  private static final double CLOSE = StrictMath.sqrt(2 * Math.PI);

  TruncatedNormal {
    if (!(deviation > 0
        && deviation < Double.POSITIVE_INFINITY
        && low < high
        && mean >= low - 2 * deviation
        && mean <= high + 2 * deviation)) {
      throw new IllegalArgumentException(
          "truncated normal: expected a positive deviation, low below high and a mean at most two"
              + " deviations outside them, got mean "
              + mean
              + ", deviation "
              + deviation
              + ", low "
              + low
              + ", high "
              + high);
    }
  }

  @Override
  public void fill(Tensor tensor, RandomStream stream) {
    float[] x = tensor.data();
    int at = tensor.offset();
    double from = (low - mean) / deviation;
    double to = (high - mean) / deviation;
    for (int i = 0; i < tensor.size(); i++) {
      RandomStream own = stream.split(i);
      double z = to - from < CLOSE ? between(from, to, own) : within(from, to, own);
      x[at + i] = Math.min(Math.max((float) (mean + deviation * z), low), high);
    }
  }

  private static double within(double from, double to, RandomStream proposals) {
    long attempt = 0;
    double z = proposals.normal(attempt);
    while (z < from || z > to) {
      attempt++;
      z = proposals.normal(attempt);
    }
    return z;
  }

  private static double between(double from, double to, RandomStream proposals) {
    double likeliest = Math.min(Math.max(0, from), to);
    for (long attempt = 0; ; attempt++) {
      double z = from + (to - from) * proposals.uniform(2 * attempt);
      double share = StrictMath.exp((likeliest * likeliest - z * z) / 2);
      if (proposals.uniform(2 * attempt + 1) < share) {
        return z;
      }
    }
  }
}
