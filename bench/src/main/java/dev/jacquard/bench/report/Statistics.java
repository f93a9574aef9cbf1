package dev.jacquard.bench.report;

import java.util.Collection;
import java.util.List;

/** Single figures for many. */
final class Statistics {
  private Statistics() {}

  /**
   * The middle one by size, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException if there are none
   */
  static double median(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("expected values, got none");
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The n-th root of the product of n positive values.
   *
   * @throws IllegalArgumentException if there are none
   */
  static double geometricMean(Collection<Double> values) {
    return Math.exp(
        values.stream()
            .mapToDouble(Math::log)
            .average()
            .orElseThrow(() -> new IllegalArgumentException("expected values, got none")));
  }
}
