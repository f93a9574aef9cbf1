package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/** The room of fixed size that one {@link SimdKernels} needs beside its operands. */
final class Scratch {
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

  /** Rows of a plane in a pooling. */
  final float[] row = new float[2 * 4096];

  double[] clearedTotals() {
    Arrays.fill(totals, 0);
    return totals;
  }
}
