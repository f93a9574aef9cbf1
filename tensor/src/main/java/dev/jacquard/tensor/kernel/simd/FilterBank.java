package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * The weights of a convolution as the left operand of the gradient to its input: row i is an input
 * channel, column (output channel, tap row, tap column), with the taps that two axes say.
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

  /**
   * Looks at other weights from now on.
   *
   * @param at the first element of the weights of a group
   * @param filter elements that an output channel has
   */
  FilterBank set(
      float[] weights,
      int at,
      int kernelRows,
      int kernelColumns,
      int filter,
      Axis rows,
      Axis columns) {
    this.weights = weights;
    this.at = at + rows.firstTap * kernelColumns + columns.firstTap;
    this.rowStride = kernelRows * kernelColumns;
    this.channelStride = filter;
    this.tapRows = rows.taps;
    this.tapRowStride = rows.everyTap * kernelColumns;
    this.tapColumns = columns.taps;
    this.tapColumnStride = columns.everyTap;
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
