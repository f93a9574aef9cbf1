package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A matrix as it lies in memory, transposed or not: either operand of a product. One object serves
 * call after call.
 */
final class StridedMatrix implements Weights {
  /** Lines that go into all panels at a time. */
  private static final int LINES = 16;

  private float[] data = {};
  private int at;
  private int rowStride;
  private int columnStride;

  /** Looks at another matrix from now on. */
  StridedMatrix set(float[] data, int at, int rowStride, int columnStride) {
    this.data = data;
    this.at = at;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    return this;
  }

  float[] data() {
    return data;
  }

  /** Elements between neighbours of a row. */
  int columnStride() {
    return columnStride;
  }

  @Override
  public void packRows(int row, int rows, int p, int k, float[] panel, int panelAt, int height) {
    pack(k, rows, height, place(row, p), columnStride, rowStride, panel, panelAt);
  }

  /**
   * Packs the rows {@code p} to {@code p + k} and the columns {@code column} to {@code column +
   * columns} (at most {@code width}) as one panel, {@code panel[at + q * width + j]}, filled up
   * with zeros.
   */
  void packColumns(int p, int k, int column, int columns, float[] panel, int panelAt, int width) {
    pack(k, columns, width, place(p, column), rowStride, columnStride, panel, panelAt);
  }

  /**
   * Packs the rows {@code p} to {@code p + k} and the columns {@code column} to {@code column +
   * columns} as panels of {@link Tile#COLUMNS}, one behind the other. Where rows lie in one piece,
   * a few of them at a time go into all panels: they are read from end to end.
   */
  void packPanels(int p, int k, int column, int columns, float[] panels) {
    int chunk = columnStride == 1 ? LINES : k;
    for (int q = 0; q < k; q += chunk) {
      int lines = Math.min(chunk, k - q);
      for (int j = 0; j < columns; j += Tile.COLUMNS) {
        int used = Math.min(Tile.COLUMNS, columns - j);
        int at = j * k + q * Tile.COLUMNS;
        packColumns(p + q, lines, column + j, used, panels, at, Tile.COLUMNS);
      }
    }
  }

  /** Where an element lies. */
  int place(int row, int column) {
    return at + row * rowStride + column * columnStride;
  }

  /**
   * Writes k lines of {@code width} places, of which {@code used} are filled; neighbours in the
   * source are {@code step} elements apart, lines {@code line} elements.
   */
  private void pack(
      int k, int used, int width, int from, int line, int step, float[] panel, int panelAt) {
    if (used < width) {
      Arrays.fill(panel, panelAt, panelAt + k * width, 0);
    }
    if (step == 1 && used == Tile.COLUMNS) {
      copyWhole(k, from, line, panel, panelAt, width);
    } else if (step == 1) {
      for (int q = 0; q < k; q++) {
        System.arraycopy(data, from + q * line, panel, panelAt + q * width, used);
      }
    } else if (line == 1) {
      Transpose.columns(used, k, data, from, step, panel, panelAt, width);
    } else {
      for (int q = 0; q < k; q++) {
        for (int i = 0; i < used; i++) {
          panel[panelAt + q * width + i] = data[from + q * line + i * step];
        }
      }
    }
  }

  /**
   * Copies k lines of {@link Tile#COLUMNS}: short ones, for which a call each would take longer.
   */
  private void copyWhole(int k, int from, int line, float[] panel, int panelAt, int width) {
    for (int q = 0; q < k; q++) {
      int source = from + q * line;
      int target = panelAt + q * width;
      FloatVector.fromArray(F, data, source).intoArray(panel, target);
      FloatVector.fromArray(F, data, source + WIDTH).intoArray(panel, target + WIDTH);
    }
  }
}
