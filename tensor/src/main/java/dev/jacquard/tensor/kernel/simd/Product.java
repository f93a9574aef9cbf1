package dev.jacquard.tensor.kernel.simd;

/**
 * The product of two operands that are packed, block by block, into panels that fit the caches
 * (Goto and van de Geijn 2008): panels of A lie {@code [k][Tile.ROWS]}, of B {@code
 * [k][Tile.COLUMNS]}, filled up with zeros. Matrices and the images of a convolution differ only in
 * how they are packed and where results go.
 *
 * <p>The sum over k is cut into blocks of {@value #K_BLOCK}; each block is summed from 0, and block
 * sums are added in order. So a result depends on k alone, not on the other sizes.
 *
 * <p>Owns its scratch, once for all calls, and so belongs to one thread.
 */
final class Product {
  /** The operand on the left: it packs some of its rows. */
  interface Left {
    /**
     * Packs the rows {@code row} to {@code row + rows} (at most {@link Tile#ROWS}) and the columns
     * {@code p} to {@code p + k} as one panel: {@code panel[at + q * Tile.ROWS + i]}.
     */
    void packRows(int row, int rows, int p, int k, float[] panel, int at);
  }

  /** The operand on the right: it packs some of its columns. */
  interface Right {
    /**
     * Packs the rows {@code p} to {@code p + k} and the columns {@code column} to {@code column +
     * columns} (at most {@link Tile#COLUMNS}) as one panel: {@code panel[at + q * Tile.COLUMNS +
     * j]}.
     */
    void packColumns(int p, int k, int column, int columns, float[] panel, int at);
  }

  /** Where results are added: each row is laid out alike, {@code rowStride} elements apart. */
  interface Target {
    /** The place of an element of row 0. */
    int place(int column);

    /** Whether so many columns from this one on lie side by side. */
    boolean adjacent(int column, int columns);
  }

  private static final int K_BLOCK = 256;
  private static final int ROW_BLOCK = 128;
  private static final int COLUMN_BLOCK = 1024;

  private final float[] left = new float[ROW_BLOCK * K_BLOCK];
  private final float[] right = new float[COLUMN_BLOCK * K_BLOCK];
  private final float[] tile = new float[Tile.ROWS * Tile.COLUMNS];

  /** {@code C += A B} with A {@code [m, k]} and B {@code [k, n]}; C is the target's. */
  void add(int m, int n, int k, Left a, Right b, Target target, float[] c, int rowStride) {
    for (int column = 0; column < n; column += COLUMN_BLOCK) {
      int columns = Math.min(COLUMN_BLOCK, n - column);
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        for (int j = 0; j < columns; j += Tile.COLUMNS) {
          b.packColumns(
              p, depth, column + j, Math.min(Tile.COLUMNS, columns - j), right, j * depth);
        }
        for (int row = 0; row < m; row += ROW_BLOCK) {
          int rows = Math.min(ROW_BLOCK, m - row);
          for (int i = 0; i < rows; i += Tile.ROWS) {
            a.packRows(row + i, Math.min(Tile.ROWS, rows - i), p, depth, left, i * depth);
          }
          block(row, rows, column, columns, depth, target, c, rowStride);
        }
      }
    }
  }

  private void block(
      int row,
      int rows,
      int column,
      int columns,
      int depth,
      Target target,
      float[] c,
      int rowStride) {
    for (int j = 0; j < columns; j += Tile.COLUMNS) {
      int width = Math.min(Tile.COLUMNS, columns - j);
      boolean whole = width == Tile.COLUMNS && target.adjacent(column + j, width);
      int place = target.place(column + j);
      for (int i = 0; i < rows; i += Tile.ROWS) {
        int height = Math.min(Tile.ROWS, rows - i);
        Tile.multiply(depth, left, i * depth, right, j * depth, tile);
        if (whole && height == Tile.ROWS) {
          Tile.add(tile, c, place + (row + i) * rowStride, rowStride);
        } else {
          addEdge(row + i, height, column + j, width, target, c, rowStride);
        }
      }
    }
  }

  /** Adds a tile that hangs over the edge of C, or whose columns are not adjacent there. */
  private void addEdge(
      int row, int rows, int column, int columns, Target target, float[] c, int rowStride) {
    for (int j = 0; j < columns; j++) {
      int place = target.place(column + j) + row * rowStride;
      for (int i = 0; i < rows; i++) {
        c[place + i * rowStride] += tile[i * Tile.COLUMNS + j];
      }
    }
  }
}
