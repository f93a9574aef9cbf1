package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as JMH writes them, of figures that are made up. */
final class Jmh {
  private Jmh() {}

  /** Calls a second, and what they count. */
  static Map<String, Object> throughput(
      String benchmark, Map<String, String> params, List<?> rawData, Map<String, Double> perCall) {
    return result(benchmark, params, "ops/s", rawData, perCall, false);
  }

  /** Milliseconds a call, and for one of what is counted. */
  static Map<String, Object> averageTime(
      String benchmark, Map<String, String> params, List<?> rawData, Map<String, Double> perCall) {
    return result(benchmark, params, "ms/op", rawData, perCall, true);
  }

  /** The same with the memory that iterations needed. */
  static Map<String, Object> withPeak(Map<String, Object> result, List<?> mebibytes) {
    Map<String, Object> secondary = new LinkedHashMap<>();
    if (result.get("secondaryMetrics") instanceof Map<?, ?> metrics) {
      metrics.forEach((key, value) -> secondary.put(String.valueOf(key), value));
    }
    secondary.put("peak", metric("MiB", mebibytes));
    Map<String, Object> with = new LinkedHashMap<>(result);
    with.put("secondaryMetrics", secondary);
    return with;
  }

  /** A limit: what is counted in a second, on JMH's threads. */
  static Map<String, Object> limit(
      String benchmark, Map<String, String> params, long threads, String counter, double rate) {
    Map<String, Object> result =
        throughput(benchmark, params, List.of(List.of(1.0)), Map.of(counter, rate));
    result.put("threads", threads);
    return result;
  }

  private static Map<String, Object> result(
      String benchmark,
      Map<String, String> params,
      String unit,
      List<?> rawData,
      Map<String, Double> perCall,
      boolean isTime) {
    Map<String, Object> secondary = new LinkedHashMap<>();
    perCall.forEach(
        (counter, amount) ->
            secondary.put(counter, metric(unit, scaled(rawData, isTime ? 1 / amount : amount))));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("benchmark", "dev.jacquard.bench." + benchmark);
    result.put("threads", 1L);
    if (!params.isEmpty()) {
      result.put("params", params);
    }
    result.put("primaryMetric", metric(unit, rawData));
    result.put("secondaryMetrics", secondary);
    return result;
  }

  private static Map<String, Object> metric(String unit, List<?> rawData) {
    return Map.of("score", 12345.0, "scoreUnit", unit, "rawData", rawData);
  }

  private static List<?> scaled(List<?> rawData, double factor) {
    List<Object> scaled = new ArrayList<>();
    for (Object value : rawData) {
      scaled.add(
          value instanceof List<?> list
              ? scaled(list, factor)
              : (Object) ((double) value * factor));
    }
    return scaled;
  }
}
