package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * What one {@link SimdKernels} needs beside its operands: room of fixed size, and the operands of a
 * product, which look at other arrays call by call, so that no call allocates.
 */
final class Scratch {
  /** Elements that an activation takes at a time. */
  static final int BLOCK = 1024;

  /** Most elements of a band of rows that a pooling takes at a time. */
  static final int BAND = 4096;

  /** Lanes of the widest vector. */
  private static final int WIDEST = 16;

  /** Partial sums of {@link Partials}, or the lanes of a {@link Maximum}. */
  final float[] partial = new float[Partials.COUNT];

  /** Float sums of {@link Columns}. */
  final float[] columns = new float[4 * WIDEST];

  /** Double sums of {@link Columns}. */
  private final double[] totals = new double[4 * WIDEST];

  /** Operands that do not fill a vector, each in a vector of its own. */
  final float[] tail = new float[2 * WIDEST];

  /** Exponentials on the way to another function. */
  final float[] exponentials = new float[BLOCK];

  /** An activation on the way to its slope. */
  final float[] values = new float[BLOCK];

  /** A band of rows, folded over the rows of a window. */
  final float[] band = new float[BAND + WIDEST];

  /** The same, folded over the columns of a window too. */
  final float[] slid = new float[BAND + WIDEST];

  /** Where the elements of {@link #band} come from. */
  final float[] bandPlaces = new float[BAND + WIDEST];

  /** Where the elements of {@link #slid} come from. */
  final float[] slidPlaces = new float[BAND + WIDEST];

  /** 0, 1, 2, ... */
  final float[] indices = new float[BAND];

  /** The share of an average that each output of a row takes. */
  final float[] weights = new float[BAND];

  final Product product = new Product();
  final StridedMatrix left = new StridedMatrix();
  final StridedMatrix right = new StridedMatrix();
  final FilterBank filters = new FilterBank();
  final DirectConvolution direct = new DirectConvolution();
  final Depthwise depthwise = new Depthwise();

  Scratch() {
    for (int i = 0; i < BAND; i++) {
      indices[i] = i;
    }
  }

  double[] clearedTotals() {
    Arrays.fill(totals, 0);
    return totals;
  }
}
