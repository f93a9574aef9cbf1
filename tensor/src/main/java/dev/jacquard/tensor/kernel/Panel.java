package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/**
 * A block of the right-hand matrix of a product, one array a row, and the loop that multiplies by
 * it. The arrays make the loop fast: C2 of JDK 17 vectorises a loop that stores only where all
 * arrays are read and written at one index, so that rows at different places of one array will not
 * do. What packs the rows decides what is multiplied: a matrix, its transpose, or the patches of an
 * image.
 *
 * <p>It is scratch: its owner makes one and uses it for one product after another.
 */
public final class Panel {
  /** The most rows that a panel has: elements of one sum. */
  static final int DEPTH = 128;

  /** The most columns that a panel has. */
  static final int WIDTH = 512;

  private final float[][] rows = new float[DEPTH][WIDTH];
  private final float[] sum0 = new float[WIDTH];
  private final float[] sum1 = new float[WIDTH];
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
    int i = 0;
    for (; i + 2 <= m; i += 2) {
      int c0 = cAt + i * cRow;
      int c1 = c0 + cRow;
      start(width, beta, c, c0, sum0);
      start(width, beta, c, c1, sum1);
      multiplyTwo(width, depth, a, aAt + i * aRow, aAt + (i + 1) * aRow, aColumn);
      System.arraycopy(sum0, 0, c, c0, width);
      System.arraycopy(sum1, 0, c, c1, width);
    }
    if (i < m) {
      int c0 = cAt + i * cRow;
      start(width, beta, c, c0, sum0);
      multiplyOne(width, depth, a, aAt + i * aRow, aColumn);
      System.arraycopy(sum0, 0, c, c0, width);
    }
  }

  private static void start(int width, float beta, float[] c, int cAt, float[] sum) {
    if (beta == 0) {
      Arrays.fill(sum, 0, width, 0f);
    } else {
      System.arraycopy(c, cAt, sum, 0, width);
    }
  }

  private void multiplyTwo(int width, int depth, float[] a, int a0, int a1, int aColumn) {
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int u = a0 + p * aColumn;
      int v = a1 + p * aColumn;
      addFourToTwo(
          width,
          a[u],
          a[u + aColumn],
          a[u + 2 * aColumn],
          a[u + 3 * aColumn],
          a[v],
          a[v + aColumn],
          a[v + 2 * aColumn],
          a[v + 3 * aColumn],
          rows[p],
          rows[p + 1],
          rows[p + 2],
          rows[p + 3],
          sum0,
          sum1);
    }
    for (; p < depth; p++) {
      addOne(width, a[a0 + p * aColumn], rows[p], sum0);
      addOne(width, a[a1 + p * aColumn], rows[p], sum1);
    }
  }

  private void multiplyOne(int width, int depth, float[] a, int aAt, int aColumn) {
    int p = 0;
    for (; p + 4 <= depth; p += 4) {
      int u = aAt + p * aColumn;
      addFour(
          width,
          a[u],
          a[u + aColumn],
          a[u + 2 * aColumn],
          a[u + 3 * aColumn],
          rows[p],
          rows[p + 1],
          rows[p + 2],
          rows[p + 3],
          sum0);
    }
    for (; p < depth; p++) {
      addOne(width, a[aAt + p * aColumn], rows[p], sum0);
    }
  }

  private static void addFourToTwo(
      int n,
      float u0,
      float u1,
      float u2,
      float u3,
      float v0,
      float v1,
      float v2,
      float v3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c,
      float[] d) {
    for (int j = 0; j < n; j++) {
      c[j] = c[j] + u0 * b0[j] + u1 * b1[j] + u2 * b2[j] + u3 * b3[j];
      d[j] = d[j] + v0 * b0[j] + v1 * b1[j] + v2 * b2[j] + v3 * b3[j];
    }
  }

  private static void addFour(
      int n,
      float u0,
      float u1,
      float u2,
      float u3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] = c[j] + u0 * b0[j] + u1 * b1[j] + u2 * b2[j] + u3 * b3[j];
    }
  }

  private static void addOne(int n, float u, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] += u * b[j];
    }
  }
}
