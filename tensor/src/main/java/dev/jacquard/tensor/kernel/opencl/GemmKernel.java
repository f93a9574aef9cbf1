package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import java.util.Objects;

/**
 * Products of matrices. Operands are packed row by row, with zeros up to whole tiles, so that
 * transposes and edges cost the kernel nothing.
 */
final class GemmKernel extends TileKernel {
  float[] a = new float[1];
  float[] b = new float[1];
  float[] c = new float[1];
  int aBatch;
  int bBatch;
  int columns;
  int rows;

  GemmKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  float leftAt(int each, int row, int p) {
    return a[each * aBatch + row * depth + p];
  }

  @Override
  float rightAt(int each, int p, int column) {
    return b[each * bBatch + p * columns + column];
  }

  @Override
  void store(int each, int row, int column, float value) {
    c[(each * rows + row) * columns + column] = value;
  }

  /** See {@link dev.jacquard.tensor.kernel.MatrixKernels#gemmBatch}; no size is 0. */
  synchronized void multiply(
      int batch,
      int m,
      int n,
      int k,
      float[] left,
      int aAt,
      int aStep,
      int aRow,
      int aColumn,
      float[] right,
      int bAt,
      int bStep,
      int bRow,
      int bColumn,
      float beta,
      float[] result,
      int cAt,
      int cStep,
      int cRow) {
    rows = whole(m, TILE);
    columns = whole(n, TILE);
    depth = whole(k, SIDE);
    aBatch = aStep == 0 ? 0 : Math.multiplyExact(rows, depth);
    bBatch = bStep == 0 ? 0 : Math.multiplyExact(depth, columns);
    a = pack(a, aStep == 0 ? 1 : batch, m, k, rows, depth, left, aAt, aStep, aRow, aColumn);
    b = pack(b, bStep == 0 ? 1 : batch, k, n, depth, columns, right, bAt, bStep, bRow, bColumn);
    c = room(c, Math.multiplyExact(batch, Math.multiplyExact(rows, columns)));
    runTiles(rows, columns, batch);
    fetch(c);
    for (int i = 0; i < batch; i++) {
      for (int row = 0; row < m; row++) {
        int from = (i * rows + row) * columns;
        int to = cAt + i * cStep + row * cRow;
        if (beta == 0) {
          System.arraycopy(c, from, result, to, n);
        } else {
          for (int j = 0; j < n; j++) {
            result[to + j] += c[from + j];
          }
        }
      }
    }
  }

  /** Writes matrices row by row with zeros behind, and carries them unless the device has them. */
  private float[] pack(
      float[] held,
      int batch,
      int rows,
      int columns,
      int allRows,
      int allColumns,
      float[] x,
      int at,
      int step,
      int row,
      int column) {
    int extent = (batch - 1) * step + (rows - 1) * row + (columns - 1) * column + 1;
    Objects.checkFromIndexSize(at, extent, x.length);
    int each = Math.multiplyExact(allRows, allColumns);
    float[] copy = room(held, Math.multiplyExact(batch, each));
    boolean changed = copy != held;
    for (int i = 0; i < batch; i++) {
      for (int r = 0; r < allRows; r++) {
        int to = i * each + r * allColumns;
        int from = at + i * step + r * row;
        int filled = r < rows ? columns : 0;
        for (int q = 0; q < filled; q++) {
          float value = x[from + q * column];
          changed |= Float.floatToRawIntBits(copy[to + q]) != Float.floatToRawIntBits(value);
          copy[to + q] = value;
        }
        for (int q = filled; q < allColumns; q++) {
          changed |= copy[to + q] != 0;
          copy[to + q] = 0;
        }
      }
    }
    if (changed) {
      put(copy);
    }
    return copy;
  }
}
