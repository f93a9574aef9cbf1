package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the cost of one family grows with a parameter whose values are numbers, or cubes such as
 * {@code 64x64x64}; other values are passed over.
 *
 * @param family which benchmarks
 * @param axis what they grow with
 * @param series the seconds of a call by that, by what else was varied; each has two points or more
 */
public record Growth(String family, String axis, Map<String, SortedMap<Double, Double>> series) {
  private static final Pattern NUMBER = Pattern.compile("([1-9]\\d{0,8})(?:x\\1x\\1)?");

  /**
   * The growth of a family with a parameter.
   *
   * @param counter what is counted that a call's amount of is to be the axis, in place of the
   *     parameter's own values
   * @throws IllegalArgumentException if nothing was measured at two values or more
   */
  public static Growth of(
      List<Measurement> measurements, String family, String param, Optional<Counter> counter) {
    List<Measurement> chosen =
        measurements.stream()
            .filter(m -> m.name().family().equals(family) && value(m, param).isPresent())
            .toList();
    Map<String, SortedMap<Double, Double>> series = new LinkedHashMap<>();
    for (Measurement m : chosen) {
      Optional<Double> x =
          counter.isPresent()
              ? counter.flatMap(m::amount)
              : Optional.of(value(m, param).getAsDouble());
      x.ifPresent(
          at ->
              series
                  .computeIfAbsent(label(m, chosen, param), label -> new TreeMap<>())
                  .put(at, m.seconds()));
    }
    series.values().removeIf(points -> points.size() < 2);
    if (series.isEmpty()) {
      throw new IllegalArgumentException(
          family + " by " + param + ": not measured at two values or more");
    }
    return new Growth(family, counter.map(Counter::key).orElse(param), series);
  }

  private static OptionalDouble value(Measurement measurement, String param) {
    Matcher number = NUMBER.matcher(measurement.param(param));
    return number.matches()
        ? OptionalDouble.of(Double.parseDouble(number.group(1)))
        : OptionalDouble.empty();
  }

  /** Whose it is, and whatever is not the same in all that was chosen. */
  private static String label(Measurement m, List<Measurement> chosen, String param) {
    List<String> parts = new ArrayList<>(List.of(m.name().by()));
    if (chosen.stream().anyMatch(other -> !other.name().method().equals(m.name().method()))) {
      parts.add(m.name().method());
    }
    m.params()
        .forEach(
            (key, value) -> {
              if (!key.equals(param) && values(chosen, key).size() > 1) {
                parts.add(part(key, value));
              }
            });
    return String.join(", ", parts);
  }

  private static SortedSet<String> values(List<Measurement> chosen, String key) {
    SortedSet<String> values = new TreeSet<>();
    for (Measurement m : chosen) {
      String value = m.params().get(key);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private static String part(String key, String value) {
    return switch (key) {
      case Measurement.THREADS -> value + (value.equals("1") ? " thread" : " threads");
      case Measurement.BACKEND -> value;
      default -> key + " " + value;
    };
  }
}
