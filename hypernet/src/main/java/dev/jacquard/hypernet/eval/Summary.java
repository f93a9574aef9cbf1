package dev.jacquard.hypernet.eval;

import java.util.Arrays;

/**
 * What several accuracies have in common.
 *
 * @param count how many there are
 * @param mean of them
 * @param standardError of the mean: their deviation (with n - 1) by the root of n; NaN of one
 * @param median of them; the mean of the two in the middle where there are as many on both sides
 * @param best the largest
 * @param bestAt its place, from 0; the first of equal ones
 */
public record Summary(
    int count, double mean, double standardError, double median, double best, int bestAt) {
  /**
   * Summarises.
   *
   * @throws IllegalArgumentException if there is nothing to summarise
   */
  public static Summary of(double... accuracies) {
    int n = accuracies.length;
    if (n == 0) {
      throw new IllegalArgumentException("summary: expected 1 accuracy or more, got none");
    }
    double mean = Arrays.stream(accuracies).sum() / n;
    double squares = Arrays.stream(accuracies).map(x -> (x - mean) * (x - mean)).sum();
    double[] sorted = accuracies.clone();
    Arrays.sort(sorted);
    int best = 0;
    for (int i = 1; i < n; i++) {
      best = accuracies[i] > accuracies[best] ? i : best;
    }
    return new Summary(
        n,
        mean,
        Math.sqrt(squares / (n - 1) / n),
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        accuracies[best],
        best);
  }
}
