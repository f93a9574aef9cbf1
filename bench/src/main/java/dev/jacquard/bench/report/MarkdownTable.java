package dev.jacquard.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose columns stand one below the other in the text, too. */
final class MarkdownTable {
  private static final String FIGURE = "-?[\\d.]+( \\S+)?|-|";

  private final int columns;
  private final List<List<String>> rows = new ArrayList<>();

  MarkdownTable(List<String> head) {
    columns = head.size();
    rows.add(List.copyOf(head));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has more or fewer cells than the head
   */
  void add(List<String> row) {
    if (row.size() != columns) {
      throw new IllegalArgumentException("expected " + columns + " cells, got " + row);
    }
    rows.add(List.copyOf(row));
  }

  /** The lines; columns of figures are flush right. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(rows.stream().map(this::line).toList());
    lines.add(1, rule());
    return Collections.unmodifiableList(lines);
  }

  private String line(List<String> row) {
    return IntStream.range(0, columns)
        .mapToObj(column -> padded(row.get(column), column))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private String padded(String cell, int column) {
    String space = " ".repeat(width(column) - cell.length());
    return isOfFigures(column) ? space + cell : cell + space;
  }

  private String rule() {
    return IntStream.range(0, columns)
        .mapToObj(c -> "-".repeat(width(c) + 1) + (isOfFigures(c) ? ":" : "-"))
        .collect(Collectors.joining("|", "|", "|"));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private boolean isOfFigures(int column) {
    return rows.stream().skip(1).allMatch(row -> row.get(column).matches(FIGURE));
  }
}
