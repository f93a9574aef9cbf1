package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loop of every product: the product of a panel of A and a panel of B, as a tile that
 * is held in registers. Two vectors wide; four rows high, or eight where vectors have 512 bits and
 * the processor has twice the registers. Taller tiles spill under C2, unrolling by hand halves the
 * speed, and adding to C behind the loop passes C2's limit on nodes, after which it leaves vectors
 * on the heap: so a tile that adds to C begins with it.
 *
 * <p>Each element of a tile is a sum over p in order, from where it begins, by fused multiply-adds.
 * So results do not depend on the width of a vector.
 */
final class Tile {
  /** Columns of a tile. */
  static final int COLUMNS = 2 * WIDTH;

  /** Rows of a tile. */
  static final int ROWS = WIDTH < 16 ? 4 : 8;

  /** Rows of a tile that is one vector wide. */
  static final int NARROW_ROWS = 8;

  /** A line of a tile to begin from, for all of its rows. */
  static final float[] ZEROS = new float[COLUMNS];

  private Tile() {}

  /**
   * {@code c[cAt + i * cRow + j] = from[fromAt + i * fromRow + j] + sum over p of a[aAt + p * ROWS
   * + i] * b[bAt + p * COLUMNS + j]}.
   */
  static void multiply(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    if (ROWS == 4) {
      four(k, a, aAt, b, bAt, from, fromAt, fromRow, c, cAt, cRow);
    } else {
      eight(k, a, aAt, b, bAt, from, fromAt, fromRow, c, cAt, cRow);
    }
  }

  /** Adds a whole tile to C, whose rows are cRow elements apart. */
  static void add(float[] tile, float[] c, int cAt, int cRow) {
    for (int i = 0; i < ROWS; i++) {
      int from = i * COLUMNS;
      int to = cAt + i * cRow;
      FloatVector.fromArray(F, tile, from).add(FloatVector.fromArray(F, c, to)).intoArray(c, to);
      FloatVector.fromArray(F, tile, from + WIDTH)
          .add(FloatVector.fromArray(F, c, to + WIDTH))
          .intoArray(c, to + WIDTH);
    }
  }

  /**
   * Eight rows of one vector: {@code tile[i * WIDTH + j] += sum over p of a[rows[i] + p * step] *
   * b[bAt + p * WIDTH + j]}.
   */
  static void narrow(int k, float[] a, int[] rows, int step, float[] b, int bAt, float[] tile) {
    int a0 = rows[0];
    int a1 = rows[1];
    int a2 = rows[2];
    int a3 = rows[3];
    int a4 = rows[4];
    int a5 = rows[5];
    int a6 = rows[6];
    int a7 = rows[7];
    FloatVector s0 = FloatVector.fromArray(F, tile, 0 * WIDTH);
    FloatVector s1 = FloatVector.fromArray(F, tile, 1 * WIDTH);
    FloatVector s2 = FloatVector.fromArray(F, tile, 2 * WIDTH);
    FloatVector s3 = FloatVector.fromArray(F, tile, 3 * WIDTH);
    FloatVector s4 = FloatVector.fromArray(F, tile, 4 * WIDTH);
    FloatVector s5 = FloatVector.fromArray(F, tile, 5 * WIDTH);
    FloatVector s6 = FloatVector.fromArray(F, tile, 6 * WIDTH);
    FloatVector s7 = FloatVector.fromArray(F, tile, 7 * WIDTH);
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.fromArray(F, b, bAt + p * WIDTH);
      int at = p * step;
      s0 = FloatVector.broadcast(F, a[a0 + at]).fma(v, s0);
      s1 = FloatVector.broadcast(F, a[a1 + at]).fma(v, s1);
      s2 = FloatVector.broadcast(F, a[a2 + at]).fma(v, s2);
      s3 = FloatVector.broadcast(F, a[a3 + at]).fma(v, s3);
      s4 = FloatVector.broadcast(F, a[a4 + at]).fma(v, s4);
      s5 = FloatVector.broadcast(F, a[a5 + at]).fma(v, s5);
      s6 = FloatVector.broadcast(F, a[a6 + at]).fma(v, s6);
      s7 = FloatVector.broadcast(F, a[a7 + at]).fma(v, s7);
    }
    s0.intoArray(tile, 0 * WIDTH);
    s1.intoArray(tile, 1 * WIDTH);
    s2.intoArray(tile, 2 * WIDTH);
    s3.intoArray(tile, 3 * WIDTH);
    s4.intoArray(tile, 4 * WIDTH);
    s5.intoArray(tile, 5 * WIDTH);
    s6.intoArray(tile, 6 * WIDTH);
    s7.intoArray(tile, 7 * WIDTH);
  }

  private static void four(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector l0 = FloatVector.fromArray(F, from, fromAt);
    FloatVector r0 = FloatVector.fromArray(F, from, fromAt + WIDTH);
    FloatVector l1 = FloatVector.fromArray(F, from, fromAt + fromRow);
    FloatVector r1 = FloatVector.fromArray(F, from, fromAt + fromRow + WIDTH);
    FloatVector l2 = FloatVector.fromArray(F, from, fromAt + 2 * fromRow);
    FloatVector r2 = FloatVector.fromArray(F, from, fromAt + 2 * fromRow + WIDTH);
    FloatVector l3 = FloatVector.fromArray(F, from, fromAt + 3 * fromRow);
    FloatVector r3 = FloatVector.fromArray(F, from, fromAt + 3 * fromRow + WIDTH);
    for (int p = 0; p < k; p++) {
      FloatVector bl = FloatVector.fromArray(F, b, bAt + p * COLUMNS);
      FloatVector br = FloatVector.fromArray(F, b, bAt + p * COLUMNS + WIDTH);
      FloatVector a0 = FloatVector.broadcast(F, a[aAt + p * 4]);
      l0 = a0.fma(bl, l0);
      r0 = a0.fma(br, r0);
      FloatVector a1 = FloatVector.broadcast(F, a[aAt + p * 4 + 1]);
      l1 = a1.fma(bl, l1);
      r1 = a1.fma(br, r1);
      FloatVector a2 = FloatVector.broadcast(F, a[aAt + p * 4 + 2]);
      l2 = a2.fma(bl, l2);
      r2 = a2.fma(br, r2);
      FloatVector a3 = FloatVector.broadcast(F, a[aAt + p * 4 + 3]);
      l3 = a3.fma(bl, l3);
      r3 = a3.fma(br, r3);
    }
    l0.intoArray(c, cAt);
    r0.intoArray(c, cAt + WIDTH);
    l1.intoArray(c, cAt + cRow);
    r1.intoArray(c, cAt + cRow + WIDTH);
    l2.intoArray(c, cAt + 2 * cRow);
    r2.intoArray(c, cAt + 2 * cRow + WIDTH);
    l3.intoArray(c, cAt + 3 * cRow);
    r3.intoArray(c, cAt + 3 * cRow + WIDTH);
  }

  private static void eight(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    FloatVector l0 = FloatVector.fromArray(F, from, fromAt);
    FloatVector r0 = FloatVector.fromArray(F, from, fromAt + WIDTH);
    FloatVector l1 = FloatVector.fromArray(F, from, fromAt + fromRow);
    FloatVector r1 = FloatVector.fromArray(F, from, fromAt + fromRow + WIDTH);
    FloatVector l2 = FloatVector.fromArray(F, from, fromAt + 2 * fromRow);
    FloatVector r2 = FloatVector.fromArray(F, from, fromAt + 2 * fromRow + WIDTH);
    FloatVector l3 = FloatVector.fromArray(F, from, fromAt + 3 * fromRow);
    FloatVector r3 = FloatVector.fromArray(F, from, fromAt + 3 * fromRow + WIDTH);
    FloatVector l4 = FloatVector.fromArray(F, from, fromAt + 4 * fromRow);
    FloatVector r4 = FloatVector.fromArray(F, from, fromAt + 4 * fromRow + WIDTH);
    FloatVector l5 = FloatVector.fromArray(F, from, fromAt + 5 * fromRow);
    FloatVector r5 = FloatVector.fromArray(F, from, fromAt + 5 * fromRow + WIDTH);
    FloatVector l6 = FloatVector.fromArray(F, from, fromAt + 6 * fromRow);
    FloatVector r6 = FloatVector.fromArray(F, from, fromAt + 6 * fromRow + WIDTH);
    FloatVector l7 = FloatVector.fromArray(F, from, fromAt + 7 * fromRow);
    FloatVector r7 = FloatVector.fromArray(F, from, fromAt + 7 * fromRow + WIDTH);
    for (int p = 0; p < k; p++) {
      FloatVector bl = FloatVector.fromArray(F, b, bAt + p * COLUMNS);
      FloatVector br = FloatVector.fromArray(F, b, bAt + p * COLUMNS + WIDTH);
      FloatVector a0 = FloatVector.broadcast(F, a[aAt + p * 8]);
      l0 = a0.fma(bl, l0);
      r0 = a0.fma(br, r0);
      FloatVector a1 = FloatVector.broadcast(F, a[aAt + p * 8 + 1]);
      l1 = a1.fma(bl, l1);
      r1 = a1.fma(br, r1);
      FloatVector a2 = FloatVector.broadcast(F, a[aAt + p * 8 + 2]);
      l2 = a2.fma(bl, l2);
      r2 = a2.fma(br, r2);
      FloatVector a3 = FloatVector.broadcast(F, a[aAt + p * 8 + 3]);
      l3 = a3.fma(bl, l3);
      r3 = a3.fma(br, r3);
      FloatVector a4 = FloatVector.broadcast(F, a[aAt + p * 8 + 4]);
      l4 = a4.fma(bl, l4);
      r4 = a4.fma(br, r4);
      FloatVector a5 = FloatVector.broadcast(F, a[aAt + p * 8 + 5]);
      l5 = a5.fma(bl, l5);
      r5 = a5.fma(br, r5);
      FloatVector a6 = FloatVector.broadcast(F, a[aAt + p * 8 + 6]);
      l6 = a6.fma(bl, l6);
      r6 = a6.fma(br, r6);
      FloatVector a7 = FloatVector.broadcast(F, a[aAt + p * 8 + 7]);
      l7 = a7.fma(bl, l7);
      r7 = a7.fma(br, r7);
    }
    l0.intoArray(c, cAt);
    r0.intoArray(c, cAt + WIDTH);
    l1.intoArray(c, cAt + cRow);
    r1.intoArray(c, cAt + cRow + WIDTH);
    l2.intoArray(c, cAt + 2 * cRow);
    r2.intoArray(c, cAt + 2 * cRow + WIDTH);
    l3.intoArray(c, cAt + 3 * cRow);
    r3.intoArray(c, cAt + 3 * cRow + WIDTH);
    l4.intoArray(c, cAt + 4 * cRow);
    r4.intoArray(c, cAt + 4 * cRow + WIDTH);
    l5.intoArray(c, cAt + 5 * cRow);
    r5.intoArray(c, cAt + 5 * cRow + WIDTH);
    l6.intoArray(c, cAt + 6 * cRow);
    r6.intoArray(c, cAt + 6 * cRow + WIDTH);
    l7.intoArray(c, cAt + 7 * cRow);
    r7.intoArray(c, cAt + 7 * cRow + WIDTH);
  }
}
