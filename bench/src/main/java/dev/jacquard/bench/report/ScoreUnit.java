package dev.jacquard.bench.report;

import java.util.Map;

/** JMH's units, which are calls in a time or a time for a call: {@code ops/s}, {@code ms/op}. */
final class ScoreUnit {
  private static final String CALLS = "ops/";
  private static final String A_CALL = "/op";
  private static final Map<String, Double> SECONDS =
      Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0);

  private ScoreUnit() {}

  /**
   * A score as a rate.
   *
   * @return calls a second, or how much a second of what else is counted
   * @throws IllegalArgumentException if the unit is another one
   */
  static double perSecond(double score, String unit) {
    if (unit.startsWith(CALLS)) {
      return score / seconds(unit, unit.substring(CALLS.length()));
    }
    if (unit.endsWith(A_CALL)) {
      return 1 / (score * seconds(unit, unit.substring(0, unit.length() - A_CALL.length())));
    }
    throw unknown(unit);
  }

  private static double seconds(String unit, String time) {
    Double seconds = SECONDS.get(time);
    if (seconds == null) {
      throw unknown(unit);
    }
    return seconds;
  }

  private static IllegalArgumentException unknown(String unit) {
    return new IllegalArgumentException(
        "unit '" + unit + "': expected calls in a time or a time for a call");
  }
}
