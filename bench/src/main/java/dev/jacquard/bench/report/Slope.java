package dev.jacquard.bench.report;

import java.util.Map;
import java.util.SortedMap;

/** The exponent of a power law. */
final class Slope {
  private Slope() {}

  /**
   * The slope of the straight line that least squares fit to the logarithms: 3 where y grows with
   * the cube of x.
   *
   * @param points at least two, positive
   * @throws IllegalArgumentException if there are fewer
   */
  static double of(SortedMap<Double, Double> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException("expected two points or more, got " + points);
    }
    double meanX = points.keySet().stream().mapToDouble(Math::log).sum() / points.size();
    double meanY = points.values().stream().mapToDouble(Math::log).sum() / points.size();
    double products = 0;
    double squares = 0;
    for (Map.Entry<Double, Double> point : points.entrySet()) {
      double x = Math.log(point.getKey()) - meanX;
      products += x * (Math.log(point.getValue()) - meanY);
      squares += x * x;
    }
    return products / squares;
  }
}
