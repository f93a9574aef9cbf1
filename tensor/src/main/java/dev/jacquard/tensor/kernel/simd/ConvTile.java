package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of convolutions, which read pixels where they lie in {@link Sheets}. They are
 * built as that of {@link Tile}: two vectors wide, each element summed in order by fused
 * multiply-adds.
 */
final class ConvTile {
  /** Taps at a time in the gradient to a weight, and output channels else. */
  static final int ROWS = Tile.ROWS;

  /** The lower of the two heights. */
  static final int LOW = 4;

  /** Output channels at a time in the gradient to a weight. */
  static final int COLUMNS = Tile.COLUMNS;

  private ConvTile() {}

  /**
   * Two vectors of neighbouring places for {@code height} ({@link #ROWS} or {@link #LOW}) output
   * channels: {@code c[cLeft + i * cRow + j] = sum over p of a[aAt + p * height + i] * b[left +
   * offsets[p] + j]}, and the same on the right.
   */
  static void places(
      int height,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int left,
      int right,
      int[] offsets,
      float[] c,
      int cLeft,
      int cRight,
      int cRow) {
    if (height == LOW) {
      fourRows(k, a, aAt, b, left, right, offsets, c, cLeft, cRight, cRow);
    } else {
      eightRows(k, a, aAt, b, left, right, offsets, c, cLeft, cRight, cRow);
    }
  }

  /**
   * {@link #ROWS} taps for {@link #COLUMNS} output channels, or rows of a left operand that lies
   * where it lay for columns of a panel: {@code c[cAt + i * cRow + j] = from[fromAt + i * fromRow +
   * j] + sum over p of a[aAt + offsets[first + i] + p] * b[bAt + p * COLUMNS + j]}.
   */
  static void taps(
      int k,
      float[] a,
      int aAt,
      int[] offsets,
      int first,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    if (ROWS == LOW) {
      fourTaps(k, a, aAt, offsets, first, b, bAt, from, fromAt, fromRow, c, cAt, cRow);
    } else {
      eightTaps(k, a, aAt, offsets, first, b, bAt, from, fromAt, fromRow, c, cAt, cRow);
    }
  }

  private static void fourRows(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int left,
      int right,
      int[] offsets,
      float[] c,
      int cLeft,
      int cRight,
      int cRow) {
    FloatVector l0 = FloatVector.zero(F);
    FloatVector r0 = FloatVector.zero(F);
    FloatVector l1 = FloatVector.zero(F);
    FloatVector r1 = FloatVector.zero(F);
    FloatVector l2 = FloatVector.zero(F);
    FloatVector r2 = FloatVector.zero(F);
    FloatVector l3 = FloatVector.zero(F);
    FloatVector r3 = FloatVector.zero(F);
    for (int p = 0; p < k; p++) {
      FloatVector bl = FloatVector.fromArray(F, b, left + offsets[p]);
      FloatVector br = FloatVector.fromArray(F, b, right + offsets[p]);
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
    l0.intoArray(c, cLeft);
    r0.intoArray(c, cRight);
    l1.intoArray(c, cLeft + cRow);
    r1.intoArray(c, cRight + cRow);
    l2.intoArray(c, cLeft + 2 * cRow);
    r2.intoArray(c, cRight + 2 * cRow);
    l3.intoArray(c, cLeft + 3 * cRow);
    r3.intoArray(c, cRight + 3 * cRow);
  }

  private static void eightRows(
      int k,
      float[] a,
      int aAt,
      float[] b,
      int left,
      int right,
      int[] offsets,
      float[] c,
      int cLeft,
      int cRight,
      int cRow) {
    FloatVector l0 = FloatVector.zero(F);
    FloatVector r0 = FloatVector.zero(F);
    FloatVector l1 = FloatVector.zero(F);
    FloatVector r1 = FloatVector.zero(F);
    FloatVector l2 = FloatVector.zero(F);
    FloatVector r2 = FloatVector.zero(F);
    FloatVector l3 = FloatVector.zero(F);
    FloatVector r3 = FloatVector.zero(F);
    FloatVector l4 = FloatVector.zero(F);
    FloatVector r4 = FloatVector.zero(F);
    FloatVector l5 = FloatVector.zero(F);
    FloatVector r5 = FloatVector.zero(F);
    FloatVector l6 = FloatVector.zero(F);
    FloatVector r6 = FloatVector.zero(F);
    FloatVector l7 = FloatVector.zero(F);
    FloatVector r7 = FloatVector.zero(F);
    for (int p = 0; p < k; p++) {
      FloatVector bl = FloatVector.fromArray(F, b, left + offsets[p]);
      FloatVector br = FloatVector.fromArray(F, b, right + offsets[p]);
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
    l0.intoArray(c, cLeft);
    r0.intoArray(c, cRight);
    l1.intoArray(c, cLeft + cRow);
    r1.intoArray(c, cRight + cRow);
    l2.intoArray(c, cLeft + 2 * cRow);
    r2.intoArray(c, cRight + 2 * cRow);
    l3.intoArray(c, cLeft + 3 * cRow);
    r3.intoArray(c, cRight + 3 * cRow);
    l4.intoArray(c, cLeft + 4 * cRow);
    r4.intoArray(c, cRight + 4 * cRow);
    l5.intoArray(c, cLeft + 5 * cRow);
    r5.intoArray(c, cRight + 5 * cRow);
    l6.intoArray(c, cLeft + 6 * cRow);
    r6.intoArray(c, cRight + 6 * cRow);
    l7.intoArray(c, cLeft + 7 * cRow);
    r7.intoArray(c, cRight + 7 * cRow);
  }

  private static void fourTaps(
      int k,
      float[] a,
      int aAt,
      int[] offsets,
      int first,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    int a0 = aAt + offsets[first];
    int a1 = aAt + offsets[first + 1];
    int a2 = aAt + offsets[first + 2];
    int a3 = aAt + offsets[first + 3];
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
      FloatVector v0 = FloatVector.broadcast(F, a[a0 + p]);
      l0 = v0.fma(bl, l0);
      r0 = v0.fma(br, r0);
      FloatVector v1 = FloatVector.broadcast(F, a[a1 + p]);
      l1 = v1.fma(bl, l1);
      r1 = v1.fma(br, r1);
      FloatVector v2 = FloatVector.broadcast(F, a[a2 + p]);
      l2 = v2.fma(bl, l2);
      r2 = v2.fma(br, r2);
      FloatVector v3 = FloatVector.broadcast(F, a[a3 + p]);
      l3 = v3.fma(bl, l3);
      r3 = v3.fma(br, r3);
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

  private static void eightTaps(
      int k,
      float[] a,
      int aAt,
      int[] offsets,
      int first,
      float[] b,
      int bAt,
      float[] from,
      int fromAt,
      int fromRow,
      float[] c,
      int cAt,
      int cRow) {
    int a0 = aAt + offsets[first];
    int a1 = aAt + offsets[first + 1];
    int a2 = aAt + offsets[first + 2];
    int a3 = aAt + offsets[first + 3];
    int a4 = aAt + offsets[first + 4];
    int a5 = aAt + offsets[first + 5];
    int a6 = aAt + offsets[first + 6];
    int a7 = aAt + offsets[first + 7];
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
      FloatVector v0 = FloatVector.broadcast(F, a[a0 + p]);
      l0 = v0.fma(bl, l0);
      r0 = v0.fma(br, r0);
      FloatVector v1 = FloatVector.broadcast(F, a[a1 + p]);
      l1 = v1.fma(bl, l1);
      r1 = v1.fma(br, r1);
      FloatVector v2 = FloatVector.broadcast(F, a[a2 + p]);
      l2 = v2.fma(bl, l2);
      r2 = v2.fma(br, r2);
      FloatVector v3 = FloatVector.broadcast(F, a[a3 + p]);
      l3 = v3.fma(bl, l3);
      r3 = v3.fma(br, r3);
      FloatVector v4 = FloatVector.broadcast(F, a[a4 + p]);
      l4 = v4.fma(bl, l4);
      r4 = v4.fma(br, r4);
      FloatVector v5 = FloatVector.broadcast(F, a[a5 + p]);
      l5 = v5.fma(bl, l5);
      r5 = v5.fma(br, r5);
      FloatVector v6 = FloatVector.broadcast(F, a[a6 + p]);
      l6 = v6.fma(bl, l6);
      r6 = v6.fma(br, r6);
      FloatVector v7 = FloatVector.broadcast(F, a[a7 + p]);
      l7 = v7.fma(bl, l7);
      r7 = v7.fma(br, r7);
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
