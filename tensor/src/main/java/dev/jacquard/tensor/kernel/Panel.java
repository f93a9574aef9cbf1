package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/**
 * A block of the right-hand matrix of a product, one array a row, and the loop that multiplies by
 * it. The arrays make the loop fast: C2 of JDK 17 vectorises a loop with a store only if it uses
 * all arrays at the same index, so that rows at different places of one array will not do. What
 * packs the rows decides what is multiplied: a matrix, its transpose, or the patches of an image.
 *
 * <p>It is scratch: its owner makes one and uses it for one product after another.
 */
public final class Panel {
  /** The most rows that a panel has: elements of one sum. */
  static final int DEPTH = 128;

  /** The most columns that a panel has. */
  static final int WIDTH = 512;

  private final float[][] rows = new float[DEPTH][WIDTH];
  private final float[] sum = new float[WIDTH];
  private final float[] line = new float[WIDTH];

  /** Row {@code p}, to be filled before {@link #multiply}. */
  float[] row(int p) {
    return rows[p];
  }

  /** A row outside the panel, for packing that has to go through a transpose. */
  float[] line() {
    return line;
  }

  /** Sets column {@code j} of the panel to the first {@code depth} elements of {@link #line}. */
  void lineToColumn(int depth, int j) {
    for (int p = 0; p < depth; p++) {
      rows[p][j] = line[p];
    }
  }

  /**
   * {@code C = A P + beta C} with A {@code [m, depth]} read through two strides, the first {@code
   * depth} rows and {@code width} columns of this panel as P, and the rows of C {@code cRow} apart.
   * Each element is summed in the order of the rows, starting from beta C.
   *
   * @param beta 0 to overwrite C, which is then not read, or 1 to add to it
   */
  void multiply(
      int m,
      int width,
      int depth,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float beta,
      float[] c,
      int cAt,
      int cRow) {
    for (int i = 0; i < m; i++) {
      int row = cAt + i * cRow;
      if (beta == 0) {
        Arrays.fill(sum, 0, width, 0f);
      } else {
        System.arraycopy(c, row, sum, 0, width);
      }
      multiplyRow(width, depth, a, aAt + i * aRow, aColumn);
      System.arraycopy(sum, 0, c, row, width);
    }
  }

  private void multiplyRow(int width, int depth, float[] a, int aAt, int aColumn) {
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int at = aAt + p * aColumn;
      addFour(
          width,
          a[at],
          a[at + aColumn],
          a[at + 2 * aColumn],
          a[at + 3 * aColumn],
          rows[p],
          rows[p + 1],
          rows[p + 2],
          rows[p + 3],
          sum);
    }
    for (; p < depth; p++) {
      addOne(width, a[aAt + p * aColumn], rows[p], sum);
    }
  }

  /** Four rows at a time: C2 of JDK 17 does not unroll, nor vectorise, a body of six. */
  private static void addFour(
      int n,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] = c[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
    }
  }

  private static void addOne(int n, float a, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] += a * b[j];
    }
  }
}
