package dev.jacquard.nn.data;

import org.joml.Matrix3x2f;

/**
 * Reads an image of one channel along an affine map, bilinearly. The image has a border of black
 * pixels, and what lies outside of that is black too. Where the map meets pixels in their centres,
 * as whole moves and mirrors do, these come out to the last bit.
 */
final class Warp {
  private final int height;
  private final int width;
  private final int border;

  /** Reads images of so many rows and columns, and of a border around them. */
  Warp(int height, int width, int border) {
    this.height = height;
    this.width = width;
    this.border = border;
  }

  /** The rows, those of the border included. */
  int rows() {
    return height + 2 * border;
  }

  /** The columns, those of the border included. */
  int columns() {
    return width + 2 * border;
  }

  /**
   * Writes an image.
   *
   * @param pixels {@code [height, width]} from {@code from} on, values of 0 to 255
   * @param map of places in the result to places in the image with its border, both continuous with
   *     the first pixel's centre at 0.5
   * @param result {@code [size, size]} from {@code at} on; gets values of 0 to 1
   */
  void read(byte[] pixels, int from, Matrix3x2f map, float[] result, int at, int size) {
    for (int i = 0; i < size; i++) {
      float y = i + 0.5f;
      for (int j = 0; j < size; j++) {
        float x = j + 0.5f;
        float column = map.m00 * x + map.m10 * y + map.m20;
        float row = map.m01 * x + map.m11 * y + map.m21;
        boolean inside = column >= 0 && column < columns() && row >= 0 && row < rows();
        result[at + i * size + j] = inside ? between(pixels, from, row - 0.5f, column - 0.5f) : 0;
      }
    }
  }

  private float between(byte[] pixels, int from, float row, float column) {
    float y = Math.min(Math.max(row, 0), rows() - 1);
    float x = Math.min(Math.max(column, 0), columns() - 1);
    int top = (int) y;
    int left = (int) x;
    float below = y - top;
    float right = x - left;
    float upper =
        (1 - right) * value(pixels, from, top, left) + right * value(pixels, from, top, left + 1);
    float lower =
        (1 - right) * value(pixels, from, top + 1, left)
            + right * value(pixels, from, top + 1, left + 1);
    return (1 - below) * upper + below * lower;
  }

  private float value(byte[] pixels, int from, int row, int column) {
    int y = row - border;
    int x = column - border;
    boolean there = y >= 0 && y < height && x >= 0 && x < width;
    return there ? Byte.toUnsignedInt(pixels[from + y * width + x]) / 255f : 0;
  }
}
