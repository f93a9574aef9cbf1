package dev.jacquard.bench.report;

import dev.jacquard.tensor.io.JsonFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One benchmark with one choice of its parameters: medians over the iterations of all forks.
 *
 * @param name who does what
 * @param params its parameters, in the order of their names
 * @param threads how many compute: the parameter {@code threads}, else JMH's own
 * @param seconds for one call
 * @param rates how much of what is counted is done in a second
 * @param mebibytes the most memory that a fork needed at once, if that was measured
 */
public record Measurement(
    BenchmarkName name,
    Map<String, String> params,
    int threads,
    double seconds,
    Map<Counter, Double> rates,
    OptionalDouble mebibytes) {
  /** The parameter that says on how many threads something computes. */
  public static final String THREADS = "threads";

  /** The parameter that says which kernels compute; only ours have it. */
  public static final String BACKEND = "backend";

  /** What the most memory at once is called in JMH's results. */
  public static final String PEAK = "peak";

  /** A measurement; the maps are copied. */
  public Measurement {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    rates = Collections.unmodifiableMap(new TreeMap<>(rates));
  }

  /**
   * Reads one of JMH's results.
   *
   * @throws IllegalArgumentException if it lacks something, or has a unit that is not about calls
   *     and time
   */
  static Measurement of(Object result) {
    JsonFields fields = new JsonFields("result", result);
    String benchmark = fields.text("benchmark");
    Map<String, String> params = params(result);
    String threads = params.get(THREADS);
    List<Double> calls = perSecond(benchmark, fields.object("primaryMetric"));
    return new Measurement(
        BenchmarkName.of(benchmark),
        params,
        threads == null ? fields.integer("threads") : Integer.parseInt(threads),
        Statistics.median(calls.stream().map(rate -> 1 / rate).toList()),
        rates(benchmark, fields.object("secondaryMetrics")),
        mebibytes(benchmark, fields.object("secondaryMetrics")));
  }

  private static Map<String, String> params(Object result) {
    Map<String, String> params = new TreeMap<>();
    if (result instanceof Map<?, ?> fields && fields.get("params") instanceof Map<?, ?> values) {
      values.forEach((key, value) -> params.put(String.valueOf(key), String.valueOf(value)));
    }
    return params;
  }

  /** What is counted but never happens, such as multiplications of a copy, has no rate. */
  private static Map<Counter, Double> rates(String benchmark, JsonFields metrics) {
    Map<Counter, Double> rates = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      if (metrics.has(counter.key())) {
        List<Double> samples = perSecond(benchmark, metrics.object(counter.key()));
        if (!samples.isEmpty()) {
          rates.put(counter, Statistics.median(samples));
        }
      }
    }
    return rates;
  }

  private static OptionalDouble mebibytes(String benchmark, JsonFields metrics) {
    return metrics.has(PEAK)
        ? scores(benchmark, metrics.object(PEAK)).stream().mapToDouble(score -> score).max()
        : OptionalDouble.empty();
  }

  private static List<Double> perSecond(String benchmark, JsonFields metric) {
    String unit = metric.text("scoreUnit");
    return scores(benchmark, metric).stream().map(s -> ScoreUnit.perSecond(s, unit)).toList();
  }

  /** Of all iterations of all forks, but those in which nothing was counted. */
  private static List<Double> scores(String benchmark, JsonFields metric) {
    List<Double> scores = new ArrayList<>();
    for (Object fork : metric.list("rawData")) {
      if (!(fork instanceof List<?> iterations)) {
        throw new IllegalArgumentException(benchmark + ": rawData: expected a list for each fork");
      }
      for (Object score : iterations) {
        if (score instanceof Number number && number.doubleValue() > 0) {
          scores.add(number.doubleValue());
        }
      }
    }
    return scores;
  }

  /** How much of what is counted one call does. */
  public Optional<Double> amount(Counter counter) {
    return Optional.ofNullable(rates.get(counter)).map(rate -> rate * seconds);
  }

  /** A parameter, or an empty text. */
  public String param(String key) {
    return params.getOrDefault(key, "");
  }

  /**
   * Whether another measurement is of the same work on as many threads. Which kernels do it may
   * differ, as may parameters that only one of the two has.
   */
  public boolean isSameWorkAs(Measurement other) {
    return name.family().equals(other.name.family())
        && name.method().equals(other.name.method())
        && threads == other.threads
        && params.entrySet().stream()
            .filter(param -> !param.getKey().equals(BACKEND))
            .allMatch(
                param ->
                    other
                        .params
                        .getOrDefault(param.getKey(), param.getValue())
                        .equals(param.getValue()));
  }
}
