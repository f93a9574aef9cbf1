package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/**
 * Products of matrices, tiled through local memory: a group of 16 x 16 items makes a tile of C of
 * 64 x 64 elements, each item 4 x 4 of them, from slices of A and B that are 16 deep. Operands are
 * packed row by row, with zeros up to whole tiles, so that transposes and edges cost the kernel
 * nothing.
 */
final class GemmKernel extends DeviceKernel {
  private static final int SIDE = 16;
  private static final int EACH = 4;
  private static final int TILE = SIDE * EACH;

  float[] a = new float[1];
  float[] b = new float[1];
  float[] c = new float[1];
  int aBatch;
  int bBatch;
  int depth;
  int columns;
  int rows;

  /** A slice of A, {@code [TILE, SIDE]}. */
  @Local final float[] left = new float[TILE * SIDE];

  /** A slice of B, {@code [SIDE, TILE]}. */
  @Local final float[] right = new float[SIDE * TILE];

  GemmKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int x = getLocalId(0);
    int y = getLocalId(1);
    int column = getGroupId(0) * TILE;
    int row = getGroupId(1) * TILE;
    int each = getGlobalId(2);
    int aRow = each * aBatch + (row + y) * depth + x;
    int bRow = each * bBatch + y * columns + column + x;
    int l = y * EACH * SIDE;
    float c00 = 0;
    float c01 = 0;
    float c02 = 0;
    float c03 = 0;
    float c10 = 0;
    float c11 = 0;
    float c12 = 0;
    float c13 = 0;
    float c20 = 0;
    float c21 = 0;
    float c22 = 0;
    float c23 = 0;
    float c30 = 0;
    float c31 = 0;
    float c32 = 0;
    float c33 = 0;
    for (int p = 0; p < depth; p += SIDE) {
      left[y * SIDE + x] = a[aRow + p];
      left[(y + SIDE) * SIDE + x] = a[aRow + p + SIDE * depth];
      left[(y + 2 * SIDE) * SIDE + x] = a[aRow + p + 2 * SIDE * depth];
      left[(y + 3 * SIDE) * SIDE + x] = a[aRow + p + 3 * SIDE * depth];
      right[y * TILE + x] = b[bRow + p * columns];
      right[y * TILE + x + SIDE] = b[bRow + p * columns + SIDE];
      right[y * TILE + x + 2 * SIDE] = b[bRow + p * columns + 2 * SIDE];
      right[y * TILE + x + 3 * SIDE] = b[bRow + p * columns + 3 * SIDE];
      localBarrier();
      for (int s = 0; s < SIDE; s++) {
        float a0 = left[l + s];
        float a1 = left[l + SIDE + s];
        float a2 = left[l + 2 * SIDE + s];
        float a3 = left[l + 3 * SIDE + s];
        float b0 = right[s * TILE + x];
        float b1 = right[s * TILE + x + SIDE];
        float b2 = right[s * TILE + x + 2 * SIDE];
        float b3 = right[s * TILE + x + 3 * SIDE];
        c00 += a0 * b0;
        c01 += a0 * b1;
        c02 += a0 * b2;
        c03 += a0 * b3;
        c10 += a1 * b0;
        c11 += a1 * b1;
        c12 += a1 * b2;
        c13 += a1 * b3;
        c20 += a2 * b0;
        c21 += a2 * b1;
        c22 += a2 * b2;
        c23 += a2 * b3;
        c30 += a3 * b0;
        c31 += a3 * b1;
        c32 += a3 * b2;
        c33 += a3 * b3;
      }
      localBarrier();
    }
    int to = (each * rows + row + y * EACH) * columns + column + x;
    c[to] = c00;
    c[to + SIDE] = c01;
    c[to + 2 * SIDE] = c02;
    c[to + 3 * SIDE] = c03;
    c[to + columns] = c10;
    c[to + columns + SIDE] = c11;
    c[to + columns + 2 * SIDE] = c12;
    c[to + columns + 3 * SIDE] = c13;
    c[to + 2 * columns] = c20;
    c[to + 2 * columns + SIDE] = c21;
    c[to + 2 * columns + 2 * SIDE] = c22;
    c[to + 2 * columns + 3 * SIDE] = c23;
    c[to + 3 * columns] = c30;
    c[to + 3 * columns + SIDE] = c31;
    c[to + 3 * columns + 2 * SIDE] = c32;
    c[to + 3 * columns + 3 * SIDE] = c33;
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
    runSquares(SIDE, columns / TILE, rows / TILE, batch);
    get(c);
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

  private static int whole(int n, int unit) {
    return Math.multiplyExact((n + unit - 1) / unit, unit);
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
