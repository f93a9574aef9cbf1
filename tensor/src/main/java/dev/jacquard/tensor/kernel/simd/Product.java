package dev.jacquard.tensor.kernel.simd;

/**
 * The product of two operands that are packed, block by block, into panels that fit the caches
 * (Goto and van de Geijn 2008): panels of A lie {@code [k][Tile.ROWS]}, of B {@code
 * [k][Tile.COLUMNS]}, filled up with zeros.
 *
 * <p>The sum over k is cut into blocks of {@value #K_BLOCK}; each block is summed from 0, and block
 * sums are added in order. So a result depends on k alone, not on the other sizes.
 *
 * <p>Owns its scratch, once for all calls, and so belongs to one thread.
 */
final class Product {
  private static final int K_BLOCK = 256;
  private static final int ROW_BLOCK = 128;
  private static final int COLUMN_BLOCK = 1024;

  private final float[] left = new float[ROW_BLOCK * K_BLOCK];
  private final float[] right = new float[COLUMN_BLOCK * K_BLOCK];
  private final float[] tile = new float[Tile.ROWS * Tile.COLUMNS];

  /** {@code C += A B} with A {@code [m, k]}, B {@code [k, n]}, and the rows of C cRow apart. */
  void add(int m, int n, int k, StridedMatrix a, StridedMatrix b, float[] c, int cAt, int cRow) {
    for (int column = 0; column < n; column += COLUMN_BLOCK) {
      int columns = Math.min(COLUMN_BLOCK, n - column);
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        for (int j = 0; j < columns; j += Tile.COLUMNS) {
          int width = Math.min(Tile.COLUMNS, columns - j);
          b.packColumns(p, depth, column + j, width, right, j * depth, Tile.COLUMNS);
        }
        for (int row = 0; row < m; row += ROW_BLOCK) {
          int rows = Math.min(ROW_BLOCK, m - row);
          for (int i = 0; i < rows; i += Tile.ROWS) {
            int height = Math.min(Tile.ROWS, rows - i);
            a.packRows(row + i, height, p, depth, left, i * depth, Tile.ROWS);
          }
          block(rows, columns, depth, c, cAt + row * cRow + column, cRow);
        }
      }
    }
  }

  private void block(int rows, int columns, int depth, float[] c, int cAt, int cRow) {
    for (int j = 0; j < columns; j += Tile.COLUMNS) {
      int width = Math.min(Tile.COLUMNS, columns - j);
      for (int i = 0; i < rows; i += Tile.ROWS) {
        int height = Math.min(Tile.ROWS, rows - i);
        int at = cAt + i * cRow + j;
        Tile.multiply(depth, left, i * depth, right, j * depth, tile);
        if (width == Tile.COLUMNS && height == Tile.ROWS) {
          Tile.add(tile, c, at, cRow);
        } else {
          addEdge(height, width, c, at, cRow);
        }
      }
    }
  }

  /** Adds a tile that hangs over the edge of C. */
  private void addEdge(int rows, int columns, float[] c, int cAt, int cRow) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        c[cAt + i * cRow + j] += tile[i * Tile.COLUMNS + j];
      }
    }
  }
}
