package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import java.util.Arrays;

/**
 * The product of two operands that are packed, block by block, into panels that fit the caches
 * (Goto and van de Geijn 2008): panels of A lie {@code [k][Tile.ROWS]}, of B {@code
 * [k][Tile.COLUMNS]}, filled up with zeros. Rows of A that meet few columns are read where they
 * lie.
 *
 * <p>k is cut into blocks of {@value #K_BLOCK}; each goes on with the sums of the one before. So a
 * result is a sum in order, from 0 or from what is added to, whatever the sizes.
 *
 * <p>Owns its scratch, once for all calls, and so belongs to one thread.
 */
final class Product {
  private static final int K_BLOCK = 256;
  private static final int ROW_BLOCK = 128;
  private static final int COLUMN_BLOCK = 1024;

  /** Columns of B up to which rows of A are read where they lie: packing them would cost more. */
  private static final int FEW_COLUMNS = 16 * Tile.COLUMNS;

  /** Columns of a block that every eight rows of A go over: few enough to stay in the L2 cache. */
  private static final int LYING_COLUMN_BLOCK = 256;

  private final float[] left = new float[ROW_BLOCK * K_BLOCK];
  private final float[] right = new float[COLUMN_BLOCK * K_BLOCK];
  private final int[] places = new int[Tile.NARROW_ROWS];
  private final float[] tile = new float[Tile.ROWS * Tile.COLUMNS];

  /**
   * {@code C = A B + beta C} with A {@code [m, k]}, B {@code [k, n]}, and the rows of C cRow apart.
   *
   * @param k at least 1
   * @param beta 0 to overwrite C, which is then not read, or 1 to add to it
   */
  void multiply(
      int m,
      int n,
      int k,
      StridedMatrix a,
      StridedMatrix b,
      float beta,
      float[] c,
      int cAt,
      int cRow) {
    if (n <= WIDTH) {
      narrow(m, n, k, a, b, beta, c, cAt, cRow);
      return;
    }
    boolean lying = a.columnStride() == 1 && n <= FEW_COLUMNS;
    int step = lying ? LYING_COLUMN_BLOCK : COLUMN_BLOCK;
    for (int column = 0; column < n; column += step) {
      int columns = Math.min(step, n - column);
      for (int p = 0; p < k; p += K_BLOCK) {
        int depth = Math.min(K_BLOCK, k - p);
        b.packPanels(p, depth, column, columns, right);
        for (int row = 0; row < m; row += ROW_BLOCK) {
          int rows = Math.min(ROW_BLOCK, m - row);
          boolean adding = beta != 0 || p > 0;
          int at = cAt + row * cRow + column;
          if (lying) {
            lyingBlock(a, row, rows, p, columns, depth, adding, c, at, cRow);
            continue;
          }
          for (int i = 0; i < rows; i += Tile.ROWS) {
            int used = Math.min(Tile.ROWS, rows - i);
            a.packRows(row + i, used, p, depth, left, i * depth, Tile.ROWS);
          }
          block(rows, columns, depth, adding, c, at, cRow);
        }
      }
    }
  }

  /** Columns that fit one vector: each element of A is used once, so that A is not packed. */
  private void narrow(
      int m,
      int n,
      int k,
      StridedMatrix a,
      StridedMatrix b,
      float beta,
      float[] c,
      int cAt,
      int cRow) {
    for (int p = 0; p < k; p += K_BLOCK) {
      int depth = Math.min(K_BLOCK, k - p);
      b.packColumns(p, depth, 0, n, right, 0, WIDTH);
      for (int i = 0; i < m; i += Tile.NARROW_ROWS) {
        for (int row = 0; row < Tile.NARROW_ROWS; row++) {
          places[row] = a.place(Math.min(i + row, m - 1), p);
        }
        int height = Math.min(Tile.NARROW_ROWS, m - i);
        int at = cAt + i * cRow;
        loadEdge(height, n, WIDTH, beta != 0 || p > 0, c, at, cRow);
        Tile.narrow(depth, a.data(), places, a.columnStride(), right, 0, tile);
        storeEdge(height, n, WIDTH, c, at, cRow);
      }
    }
  }

  private void block(
      int rows, int columns, int depth, boolean adding, float[] c, int cAt, int cRow) {
    for (int j = 0; j < columns; j += Tile.COLUMNS) {
      int width = Math.min(Tile.COLUMNS, columns - j);
      for (int i = 0; i < rows; i += Tile.ROWS) {
        int height = Math.min(Tile.ROWS, rows - i);
        int at = cAt + i * cRow + j;
        int l = i * depth;
        int r = j * depth;
        if (height < Tile.ROWS || width < Tile.COLUMNS) {
          loadEdge(height, width, Tile.COLUMNS, adding, c, at, cRow);
          Tile.multiply(depth, left, l, right, r, tile, 0, Tile.COLUMNS, tile, 0, Tile.COLUMNS);
          storeEdge(height, width, Tile.COLUMNS, c, at, cRow);
        } else if (adding) {
          Tile.multiply(depth, left, l, right, r, c, at, cRow, c, at, cRow);
        } else {
          Tile.multiply(depth, left, l, right, r, Tile.ZEROS, 0, 0, c, at, cRow);
        }
      }
    }
  }

  /**
   * A block whose rows of A are read where they lie; the last one stands in for those beyond it.
   */
  private void lyingBlock(
      StridedMatrix a,
      int row,
      int rows,
      int p,
      int columns,
      int depth,
      boolean adding,
      float[] c,
      int cAt,
      int cRow) {
    for (int i = 0; i < rows; i += Tile.ROWS) {
      int height = Math.min(Tile.ROWS, rows - i);
      for (int r = 0; r < Tile.ROWS; r++) {
        places[r] = a.place(row + i + Math.min(r, height - 1), p);
      }
      for (int j = 0; j < columns; j += Tile.COLUMNS) {
        int width = Math.min(Tile.COLUMNS, columns - j);
        int at = cAt + i * cRow + j;
        int r = j * depth;
        float[] data = a.data();
        if (height < Tile.ROWS || width < Tile.COLUMNS) {
          loadEdge(height, width, Tile.COLUMNS, adding, c, at, cRow);
          ConvTile.taps(
              depth, data, 0, places, 0, right, r, tile, 0, Tile.COLUMNS, tile, 0, Tile.COLUMNS);
          storeEdge(height, width, Tile.COLUMNS, c, at, cRow);
        } else if (adding) {
          ConvTile.taps(depth, data, 0, places, 0, right, r, c, at, cRow, c, at, cRow);
        } else {
          ConvTile.taps(depth, data, 0, places, 0, right, r, Tile.ZEROS, 0, 0, c, at, cRow);
        }
      }
    }
  }

  /** Begins a tile that hangs over the edge of C: with what C has there, or with 0. */
  private void loadEdge(
      int rows, int columns, int tileRow, boolean adding, float[] c, int cAt, int cRow) {
    for (int i = 0; i < rows; i++) {
      if (adding) {
        System.arraycopy(c, cAt + i * cRow, tile, i * tileRow, columns);
      } else {
        Arrays.fill(tile, i * tileRow, i * tileRow + columns, 0);
      }
    }
  }

  /** Writes a tile that hangs over the edge of C. */
  private void storeEdge(int rows, int columns, int tileRow, float[] c, int cAt, int cRow) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(tile, i * tileRow, c, cAt + i * cRow, columns);
    }
  }
}
