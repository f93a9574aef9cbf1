package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The most that the machine does, as it was measured in the same run: multiply-adds in registers,
 * and bytes by how many of them there are, both by the number of threads.
 */
public final class Limits {
  /** The family of the limit of multiply-adds. */
  public static final String MULTIPLY_ADDS = "GemmLimit";

  /** The family of the limits of bytes. */
  public static final String BYTES = "MemoryLimit";

  private static final String KIBIBYTES = "kibibytes";
  private static final double GIGABYTES_PER_KIB = 1024e-9;

  private final Map<Integer, Double> flops = new TreeMap<>();
  private final Map<Integer, NavigableMap<Integer, Double>> bytes = new TreeMap<>();

  /** The limits among measurements. */
  public Limits(List<Measurement> measurements) {
    for (Measurement limit : measurements) {
      if (isLimit(limit) && limit.name().family().equals(MULTIPLY_ADDS)) {
        flops.merge(limit.threads(), rate(limit, Counter.GFLOP), Math::max);
      } else if (isLimit(limit)) {
        bytes
            .computeIfAbsent(limit.threads(), threads -> new TreeMap<>())
            .merge(Integer.valueOf(limit.param(KIBIBYTES)), rate(limit, Counter.GBYTE), Math::max);
      }
    }
  }

  private static double rate(Measurement limit, Counter counter) {
    Double rate = limit.rates().get(counter);
    if (rate == null) {
      throw new IllegalArgumentException(limit.name() + ": expected a rate of " + counter.key());
    }
    return rate;
  }

  /** Whether a measurement is one of a limit. */
  public static boolean isLimit(Measurement measurement) {
    String family = measurement.name().family();
    return family.equals(MULTIPLY_ADDS) || family.equals(BYTES);
  }

  /** The families of limits that measurements lack, by the number of threads. */
  public static Map<Integer, SortedSet<String>> missing(List<Measurement> measurements) {
    Limits present = new Limits(measurements);
    Map<Integer, SortedSet<String>> missing = new TreeMap<>();
    for (Measurement measurement : measurements) {
      int threads = measurement.threads();
      limiting(measurement)
          .filter(counter -> !present.has(counter, threads))
          .map(counter -> counter == Counter.GFLOP ? MULTIPLY_ADDS : BYTES)
          .ifPresent(
              family -> missing.computeIfAbsent(threads, any -> new TreeSet<>()).add(family));
    }
    return missing;
  }

  private boolean has(Counter counter, int threads) {
    return counter == Counter.GFLOP ? flops.containsKey(threads) : bytes.containsKey(threads);
  }

  /** What a measurement is limited by: the first of what is counted, unless that has no limit. */
  private static Optional<Counter> limiting(Measurement measurement) {
    return measurement.rates().keySet().stream()
        .filter(counter -> counter == Counter.GFLOP || counter == Counter.GBYTE)
        .findFirst();
  }

  /**
   * The share of the limit that a measurement reaches, on as many threads, and where it counts
   * bytes with about as many of them; empty if no such limit was measured.
   */
  public Optional<Double> share(Measurement measurement) {
    return limiting(measurement)
        .flatMap(
            counter -> of(counter, measurement).map(limit -> rate(measurement, counter) / limit));
  }

  private Optional<Double> of(Counter counter, Measurement measurement) {
    if (counter == Counter.GFLOP) {
      return Optional.ofNullable(flops.get(measurement.threads()));
    }
    double kibibytes = rate(measurement, counter) * measurement.seconds() / GIGABYTES_PER_KIB;
    return Optional.ofNullable(bytes.get(measurement.threads()))
        .flatMap(
            limits ->
                limits.entrySet().stream()
                    .min(
                        Comparator.comparingDouble(
                            limit -> Math.abs(Math.log(limit.getKey() / kibibytes)))))
        .map(Map.Entry::getValue);
  }

  /** The lines of a table; none if there are no limits. */
  List<String> lines() {
    SortedSet<Integer> threads = new TreeSet<>(flops.keySet());
    threads.addAll(bytes.keySet());
    if (threads.isEmpty()) {
      return List.of();
    }
    SortedSet<Integer> sizes = new TreeSet<>();
    bytes.values().forEach(limits -> sizes.addAll(limits.keySet()));
    List<String> head = new ArrayList<>(List.of(Measurement.THREADS, "multiply-adds"));
    sizes.forEach(size -> head.add(size + " KiB"));
    MarkdownTable table = new MarkdownTable(head);
    for (int n : threads) {
      List<String> row = new ArrayList<>();
      row.add(String.valueOf(n));
      row.add(cell(flops.get(n), Counter.GFLOP));
      Map<Integer, Double> limits = bytes.getOrDefault(n, new TreeMap<>());
      sizes.forEach(size -> row.add(cell(limits.get(size), Counter.GBYTE)));
      table.add(row);
    }
    return table.lines();
  }

  private static String cell(@Nullable Double rate, Counter counter) {
    return rate == null ? "-" : Figures.figure(rate) + " " + counter.unit();
  }
}
