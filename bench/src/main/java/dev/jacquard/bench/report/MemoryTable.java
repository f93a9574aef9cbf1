package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The most memory that ours and others needed at once, where that was measured: in MiB, and ours by
 * theirs, so that less is better.
 */
final class MemoryTable {
  private static final String NONE = "-";

  private final List<Comparison> comparisons;
  private final SortedSet<String> params = new TreeSet<>();
  private final SortedSet<String> peers = new TreeSet<>();

  /** The table of these comparisons, all of one family. */
  MemoryTable(Collection<Comparison> comparisons) {
    this.comparisons = comparisons.stream().filter(c -> c.ours().mebibytes().isPresent()).toList();
    for (Comparison comparison : this.comparisons) {
      params.addAll(comparison.ours().params().keySet());
      peers.addAll(comparison.peers().keySet());
    }
  }

  /** The lines; none if no memory was measured. */
  List<String> lines() {
    if (comparisons.isEmpty()) {
      return List.of();
    }
    List<String> head = new ArrayList<>(params);
    head.add("MiB");
    for (String peer : peers) {
      head.add(peer);
      head.add("share");
    }
    MarkdownTable table = new MarkdownTable(head);
    comparisons.forEach(comparison -> table.add(row(comparison)));
    if (!peers.isEmpty()) {
      table.add(means());
    }
    return table.lines();
  }

  private List<String> row(Comparison comparison) {
    Measurement ours = comparison.ours();
    List<String> row = new ArrayList<>();
    params.forEach(param -> row.add(ours.params().getOrDefault(param, NONE)));
    row.add(Figures.figure(ours.mebibytes().orElseThrow()));
    for (String peer : peers) {
      double theirs = mebibytes(comparison, peer);
      row.add(theirs > 0 ? Figures.figure(theirs) : NONE);
      row.add(theirs > 0 ? Figures.ratio(share(comparison, peer)) : NONE);
    }
    return row;
  }

  private List<String> means() {
    List<String> row = new ArrayList<>();
    params.forEach(param -> row.add(row.isEmpty() ? "geometric mean" : ""));
    row.add("");
    for (String peer : peers) {
      List<Double> shares =
          comparisons.stream()
              .filter(c -> mebibytes(c, peer) > 0)
              .map(c -> share(c, peer))
              .toList();
      row.add("");
      row.add(shares.isEmpty() ? NONE : Figures.ratio(Statistics.geometricMean(shares)));
    }
    return row;
  }

  private static double share(Comparison comparison, String peer) {
    return comparison.ours().mebibytes().orElseThrow() / mebibytes(comparison, peer);
  }

  /** What a peer needed; 0 where that is not known. */
  private static double mebibytes(Comparison comparison, String peer) {
    Measurement other = comparison.peers().get(peer);
    return other == null ? 0 : other.mebibytes().orElse(0);
  }
}
