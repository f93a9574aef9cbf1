package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * The weights of a convolution as the left operand of the gradient to its input: row i is an input
 * channel, column (output channel, tap row, tap column), with every so many taps of the kernel.
 */
final class FilterBank implements Weights {
  private float[] weights = {};
  private int at;
  private int rowStride;
  private int channelStride;
  private int tapRows;
  private int tapRowStride;
  private int tapColumns;
  private int tapColumnStride;

  /** Looks at other weights from now on; {@code at} is the first tap of row 0. */
  FilterBank set(float[] weights, int at, int rowStride, int channelStride) {
    this.weights = weights;
    this.at = at;
    this.rowStride = rowStride;
    this.channelStride = channelStride;
    return this;
  }

  /** The taps that are used: their numbers and the elements between neighbours. */
  FilterBank taps(int rows, int rowStride, int columns, int columnStride) {
    this.tapRows = rows;
    this.tapRowStride = rowStride;
    this.tapColumns = columns;
    this.tapColumnStride = columnStride;
    return this;
  }

  @Override
  public void packRows(int row, int rows, int p, int k, float[] panel, int panelAt, int height) {
    if (rows < height) {
      Arrays.fill(panel, panelAt, panelAt + k * height, 0);
    }
    int taps = tapRows * tapColumns;
    for (int q = 0; q < k; q++) {
      int tap = (p + q) % taps;
      int from =
          at
              + row * rowStride
              + (p + q) / taps * channelStride
              + tap / tapColumns * tapRowStride
              + tap % tapColumns * tapColumnStride;
      for (int i = 0; i < rows; i++) {
        panel[panelAt + q * height + i] = weights[from + i * rowStride];
      }
    }
  }
}
