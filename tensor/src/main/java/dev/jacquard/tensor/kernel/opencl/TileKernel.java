package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/**
 * Products of matrices, tiled through local memory: a group of 16 x 16 items makes a tile of the
 * result of 64 x 64 elements, each item 4 x 4 of them, from slices of both operands that are 16
 * deep. Kernels say where the elements of the operands and of the result lie.
 */
abstract class TileKernel extends DeviceKernel {
  static final int SIDE = 16;
  static final int EACH = 4;
  static final int TILE = SIDE * EACH;

  /** How many products make an element; a multiple of {@value #SIDE}. */
  int depth;

  /** A slice of the left operand, {@code [TILE, SIDE]}. */
  @Local final float[] left = new float[TILE * SIDE];

  /** A slice of the right operand, {@code [SIDE, TILE]}. */
  @Local final float[] right = new float[SIDE * TILE];

  TileKernel(OpenCLDevice device) {
    super(device);
  }

  /** The smallest multiple of a unit that is not less than n. */
  static int whole(int n, int unit) {
    return Math.multiplyExact((n + unit - 1) / unit, unit);
  }

  /** An element of the left operand of one of the products; 0 beyond its rows or depth. */
  abstract float leftAt(int each, int row, int p);

  /** An element of the right operand of one of the products; 0 beyond its depth or columns. */
  abstract float rightAt(int each, int p, int column);

  /** Takes an element of the result of one of the products, which may lie beyond it. */
  abstract void store(int each, int row, int column, float value);

  @Override
  public void run() {
    int x = getLocalId(0);
    int y = getLocalId(1);
    int column = getGroupId(0) * TILE;
    int row = getGroupId(1) * TILE;
    int each = getGlobalId(2);
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
      left[y * SIDE + x] = leftAt(each, row + y, p + x);
      left[(y + SIDE) * SIDE + x] = leftAt(each, row + y + SIDE, p + x);
      left[(y + 2 * SIDE) * SIDE + x] = leftAt(each, row + y + 2 * SIDE, p + x);
      left[(y + 3 * SIDE) * SIDE + x] = leftAt(each, row + y + 3 * SIDE, p + x);
      right[y * TILE + x] = rightAt(each, p + y, column + x);
      right[y * TILE + x + SIDE] = rightAt(each, p + y, column + x + SIDE);
      right[y * TILE + x + 2 * SIDE] = rightAt(each, p + y, column + x + 2 * SIDE);
      right[y * TILE + x + 3 * SIDE] = rightAt(each, p + y, column + x + 3 * SIDE);
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
    int to = row + y * EACH;
    int at = column + x;
    store(each, to, at, c00);
    store(each, to, at + SIDE, c01);
    store(each, to, at + 2 * SIDE, c02);
    store(each, to, at + 3 * SIDE, c03);
    store(each, to + 1, at, c10);
    store(each, to + 1, at + SIDE, c11);
    store(each, to + 1, at + 2 * SIDE, c12);
    store(each, to + 1, at + 3 * SIDE, c13);
    store(each, to + 2, at, c20);
    store(each, to + 2, at + SIDE, c21);
    store(each, to + 2, at + 2 * SIDE, c22);
    store(each, to + 2, at + 3 * SIDE, c23);
    store(each, to + 3, at, c30);
    store(each, to + 3, at + SIDE, c31);
    store(each, to + 3, at + 2 * SIDE, c32);
    store(each, to + 3, at + 3 * SIDE, c33);
  }

  /** Executes as many products as given, whose results have so many rows and columns. */
  final void runTiles(int rows, int columns, int products) {
    runSquares(SIDE, whole(columns, TILE) / TILE, whole(rows, TILE) / TILE, products);
  }
}
