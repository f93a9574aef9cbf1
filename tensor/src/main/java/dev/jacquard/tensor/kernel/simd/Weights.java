package dev.jacquard.tensor.kernel.simd;

/** The weights of a convolution, as the left operand of a product: they are packed. */
interface Weights {
  /**
   * Packs the rows {@code row} to {@code row + rows} (at most {@code height}) and the columns
   * {@code p} to {@code p + k} as one panel, {@code panel[at + q * height + i]}, filled up with
   * zeros.
   */
  void packRows(int row, int rows, int p, int k, float[] panel, int at, int height);
}
