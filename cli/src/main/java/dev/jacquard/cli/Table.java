package dev.jacquard.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a heading, in columns as wide as their widest cell. */
final class Table {
  private static final String GAP = "  ";

  /** On which side a column's cells touch its edge. */
  enum Align {
    LEFT,
    RIGHT
  }

  private final List<Align> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Align... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a row; the first is the heading.
   *
   * @throws IllegalArgumentException if it has not one cell for each column
   */
  void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "row of " + cells.size() + " cells, expected " + columns.size());
    }
    rows.add(List.copyOf(cells));
  }

  /** The rows, each with a line feed. */
  @Override
  public String toString() {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        String space = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? "" : GAP)
            .append(columns.get(column) == Align.LEFT ? cell + space : space + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
