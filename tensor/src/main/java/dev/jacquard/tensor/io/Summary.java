package dev.jacquard.tensor.io;

/**
 * What the values of an array are like.
 *
 * @param min the smallest finite value; NaN if there is none
 * @param max the largest finite value; NaN if there is none
 * @param mean the mean of the finite values; NaN if there is none
 * @param std the population standard deviation of the finite values; NaN if there is none
 * @param notFinite how many values are NaN or infinite
 */
public record Summary(double min, double max, double mean, double std, long notFinite) {

  /** Collects values one by one, with Welford's running mean and sum of squares. */
  static final class Accumulator {
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double mean;
    private double squares;
    private long finite;
    private long notFinite;

    void add(double value) {
      if (!Double.isFinite(value)) {
        notFinite++;
        return;
      }
      finite++;
      min = Math.min(min, value);
      max = Math.max(max, value);
      double distance = value - mean;
      mean += distance / finite;
      squares += distance * (value - mean);
    }

    Summary summary() {
      return finite == 0
          ? new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, notFinite)
          : new Summary(min, max, mean, Math.sqrt(squares / finite), notFinite);
    }
  }
}
