package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was measured of one family, and how ours stands beside others. */
final class FamilyTable {
  private static final String NONE = "-";
  private static final String ALL = "all";

  private final List<Comparison> comparisons;
  private final Limits limits;
  private final SortedSet<String> params = new TreeSet<>();
  private final SortedSet<String> peers = new TreeSet<>();

  /** The table of these comparisons, all of one family. */
  FamilyTable(List<Comparison> comparisons, Limits limits) {
    this.comparisons = List.copyOf(comparisons);
    this.limits = limits;
    for (Comparison comparison : comparisons) {
      params.addAll(comparison.ours().params().keySet());
      peers.addAll(comparison.peers().keySet());
    }
  }

  /** Every measurement of ours: parameters, times, ratios, rate, share of the limit. */
  List<String> measurements() {
    List<String> head = new ArrayList<>();
    head.add("method");
    head.addAll(params);
    head.add(BenchmarkName.OURS);
    for (String peer : peers) {
      head.add(peer);
      head.add("ratio");
    }
    head.add("rate");
    head.add("of the limit");
    MarkdownTable table = new MarkdownTable(head);
    comparisons.forEach(comparison -> table.add(row(comparison)));
    return table.lines();
  }

  private List<String> row(Comparison comparison) {
    Measurement ours = comparison.ours();
    List<String> row = new ArrayList<>();
    row.add(ours.name().method());
    params.forEach(param -> row.add(ours.params().getOrDefault(param, NONE)));
    row.add(Figures.duration(ours.seconds()));
    for (String peer : peers) {
      Measurement other = comparison.peers().get(peer);
      row.add(other == null ? NONE : Figures.duration(other.seconds()));
      row.add(other == null ? NONE : Figures.ratio(comparison.ratio(peer)));
    }
    row.add(
        ours.rates().entrySet().stream()
            .findFirst()
            .map(rate -> Figures.figure(rate.getValue()) + " " + rate.getKey().unit())
            .orElse(NONE));
    row.add(limits.share(ours).map(Figures::percent).orElse(NONE));
    return row;
  }

  /** Whether there is anything to sum up. */
  boolean hasPeers() {
    return !peers.isEmpty();
  }

  /** Geometric mean and least of the ratios: of each method, and of all. */
  List<String> ratios() {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "method",
                Measurement.BACKEND,
                Measurement.THREADS,
                "beside",
                "cases",
                "geometric mean",
                "least",
                "of"));
    for (String peer : peers) {
      List<Comparison> compared =
          comparisons.stream().filter(c -> c.peers().containsKey(peer)).toList();
      Map<Settings, List<Comparison>> byMethod =
          grouped(compared, c -> Settings.of(c, c.ours().name().method()));
      byMethod.forEach((settings, group) -> table.add(settings.row(peer, group)));
      Map<Settings, List<Comparison>> overall = grouped(compared, c -> Settings.of(c, ALL));
      if (overall.size() < byMethod.size()) {
        overall.forEach((settings, group) -> table.add(settings.row(peer, group)));
      }
    }
    return table.lines();
  }

  private static Map<Settings, List<Comparison>> grouped(
      Collection<Comparison> comparisons, Function<Comparison, Settings> by) {
    return comparisons.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  /** What ratios have in common that are summed up. */
  private record Settings(String method, String backend, int threads) {
    static Settings of(Comparison comparison, String method) {
      Measurement ours = comparison.ours();
      return new Settings(method, ours.param(Measurement.BACKEND), ours.threads());
    }

    List<String> row(String peer, List<Comparison> group) {
      List<Double> ratios = group.stream().map(c -> c.ratio(peer)).toList();
      Comparison least =
          group.stream()
              .min(Comparator.comparingDouble(c -> c.ratio(peer)))
              .orElseThrow(() -> new IllegalArgumentException("expected ratios"));
      return List.of(
          method,
          backend,
          String.valueOf(threads),
          peer,
          String.valueOf(ratios.size()),
          Figures.ratio(Statistics.geometricMean(ratios)),
          Figures.ratio(least.ratio(peer)),
          what(least.ours(), method.equals(ALL)));
    }

    private static String what(Measurement ours, boolean withMethod) {
      String params =
          ours.params().entrySet().stream()
              .filter(p -> !p.getKey().equals(Measurement.BACKEND))
              .filter(p -> !p.getKey().equals(Measurement.THREADS))
              .map(Map.Entry::getValue)
              .collect(Collectors.joining(" "));
      return (withMethod ? ours.name().method() + " " + params : params).strip();
    }
  }
}
