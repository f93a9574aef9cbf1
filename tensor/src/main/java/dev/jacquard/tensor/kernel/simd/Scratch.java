package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/** The room of fixed size that one {@link SimdKernels} needs beside its operands. */
final class Scratch {
  /** Most elements of a band of rows that a pooling takes at a time. */
  static final int BAND = 4096;

  /** Partial sums of {@link Partials}. */
  final float[] partial = new float[Partials.COUNT];

  /** Partial sums of {@link Partials}, where two sums are taken side by side. */
  final float[] other = new float[Partials.COUNT];

  /** Float sums of {@link Columns}. */
  final float[] columns = new float[4 * 16];

  /** Double sums of {@link Columns}. */
  private final double[] totals = new double[4 * 16];

  /** Operands and results that do not fill a vector, each in a vector of its own. */
  final float[] tails = new float[16 * 16];

  /** Rows of a plane in a pooling, folded over the rows of a window. */
  final float[] band = new float[BAND + 16];

  /** The same, folded over the columns of a window too. */
  final float[] slid = new float[BAND + 16];

  double[] clearedTotals() {
    Arrays.fill(totals, 0);
    return totals;
  }
}
