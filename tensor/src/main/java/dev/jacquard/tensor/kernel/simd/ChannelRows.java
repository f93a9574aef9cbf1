package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * Images as the left operand of the gradient to a weight: row i is a channel, column (image,
 * pixel).
 */
final class ChannelRows implements Product.Left {
  private float[] pixels = {};
  private int at;
  private int image;
  private int plane;

  /** Looks at other images from now on; {@code at} is image 0 of row 0. */
  ChannelRows set(float[] pixels, int at, int image, int plane) {
    this.pixels = pixels;
    this.at = at;
    this.image = image;
    this.plane = plane;
    return this;
  }

  @Override
  public void packRows(int row, int rows, int p, int k, float[] panel, int panelAt) {
    if (rows < Tile.ROWS) {
      Arrays.fill(panel, panelAt, panelAt + k * Tile.ROWS, 0);
    }
    for (int q = 0; q < k; ) {
      int first = (p + q) % plane;
      int length = Math.min(k - q, plane - first);
      int from = at + (p + q) / plane * image + row * plane + first;
      for (int i = 0; i < rows; i++) {
        int target = panelAt + q * Tile.ROWS + i;
        for (int j = 0; j < length; j++) {
          panel[target + j * Tile.ROWS] = pixels[from + i * plane + j];
        }
      }
      q += length;
    }
  }
}
