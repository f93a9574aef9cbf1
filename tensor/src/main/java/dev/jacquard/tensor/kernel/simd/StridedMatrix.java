package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * A matrix as it lies in memory, transposed or not: either operand of a product. One object serves
 * call after call.
 */
final class StridedMatrix implements Weights {
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
    if (step == 1) {
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
}
