package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A result file for readers: what was measured on what, and a table for each family. */
public final class MarkdownReport {
  private static final String EXPLANATION =
      "Medians over the iterations of all forks, for one call. A ratio is the peer's time by ours:"
          + " 1 is equal, more is faster. The limit is the most that was measured in the same run,"
          + " on as many threads: multiply-adds in registers, or bytes, of about as many as a call"
          + " moves.";

  private MarkdownReport() {}

  /**
   * The report on a file.
   *
   * @throws IllegalArgumentException if a result is none of calls and times
   */
  public static String of(ResultFile file) {
    List<Measurement> measurements = file.measurements();
    Limits limits = new Limits(measurements);
    List<String> lines = new ArrayList<>(List.of("# Results", ""));
    lines.addAll(provenance(file.provenance()));
    lines.add("");
    lines.add(EXPLANATION);
    section(lines, "Limits", limits.lines());
    families(measurements)
        .forEach((family, comparisons) -> add(lines, family, comparisons, limits));
    unpaired(measurements, lines);
    return String.join("\n", lines) + "\n";
  }

  private static List<String> provenance(Map<?, ?> facts) {
    List<String> lines = new ArrayList<>();
    facts.forEach(
        (name, fact) -> {
          if (fact instanceof Map<?, ?> inner) {
            lines.add("- " + name);
            provenance(inner).forEach(line -> lines.add("  " + line));
          } else {
            lines.add("- " + name + ": `" + text(fact) + "`");
          }
        });
    return lines;
  }

  private static String text(Object fact) {
    if (fact instanceof List<?> words) {
      return words.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
    return fact instanceof Double number ? Figures.figure(number) : String.valueOf(fact);
  }

  private static Map<String, List<Comparison>> families(List<Measurement> all) {
    return all.stream()
        .filter(measurement -> measurement.name().isOurs() && !Limits.isLimit(measurement))
        .map(ours -> Comparison.of(ours, all))
        .collect(
            Collectors.groupingBy(
                comparison -> comparison.ours().name().family(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static void add(
      List<String> lines, String family, List<Comparison> comparisons, Limits limits) {
    FamilyTable table = new FamilyTable(comparisons, limits);
    section(lines, family, table.measurements());
    if (table.hasPeers()) {
      lines.add("");
      lines.addAll(table.ratios());
    }
    section(lines, family + ": peak memory", new MemoryTable(comparisons).lines());
  }

  private static void section(List<String> lines, String title, List<String> table) {
    if (!table.isEmpty()) {
      lines.addAll(List.of("", "## " + title, ""));
      lines.addAll(table);
    }
  }

  /** Peers that were measured alone would otherwise go unnoticed. */
  private static void unpaired(List<Measurement> all, List<String> lines) {
    List<Measurement> ours = all.stream().filter(m -> m.name().isOurs()).toList();
    TreeSet<String> alone =
        all.stream()
            .filter(m -> !m.name().isOurs() && ours.stream().noneMatch(m::isSameWorkAs))
            .map(
                m ->
                    m.name().family()
                        + "."
                        + m.name().method()
                        + " by "
                        + m.name().by()
                        + " "
                        + m.params())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!alone.isEmpty()) {
      lines.addAll(List.of("", "Measured by others only:", ""));
      alone.forEach(name -> lines.add("- " + name));
    }
  }
}
