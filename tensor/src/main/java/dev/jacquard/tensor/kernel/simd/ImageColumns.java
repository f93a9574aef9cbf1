package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * The matrix that turns a convolution into a product, without being made: its columns are the
 * places of a grid over some images, its rows (channel, tap row, tap column), and each element is
 * the pixel that the tap sees at the place, or 0 outside the image. It also knows where the result
 * of each place goes.
 *
 * <p>Along each axis a place t and a tap a see the pixel {@code t * step + offset + a * tapStep}.
 * That covers the forward pass (step = stride, tapStep = dilation) and, for each residue of the
 * input's rows and columns by the stride, the gradient to the input (step = 1).
 */
final class ImageColumns implements Product.Right, Product.Target {
  /** One axis of the grid, and what its places see. */
  static final class Axis {
    int places;
    int pixels;
    int taps;
    int step;
    int offset;
    int tapStep;

    Axis set(int places, int pixels, int taps, int step, int offset, int tapStep) {
      this.places = places;
      this.pixels = pixels;
      this.taps = taps;
      this.step = step;
      this.offset = offset;
      this.tapStep = tapStep;
      return this;
    }

    /** Whether place t sees exactly pixel t, for all pixels. */
    boolean identity() {
      return taps == 1 && step == 1 && offset == 0 && places == pixels;
    }
  }

  final Axis rows = new Axis();
  final Axis columns = new Axis();

  private float[] pixels = {};
  private int pixelsAt;
  private int pixelsImage;

  private int targetAt;
  private int targetImage;
  private int targetRow;
  private int targetColumn;

  /** Where image 0's first channel begins, and how far apart images are. Set the axes first. */
  ImageColumns source(float[] pixels, int at, int image) {
    this.pixels = pixels;
    this.pixelsAt = at;
    this.pixelsImage = image;
    return this;
  }

  /** Where the result of image 0's first place goes, and the strides between results. */
  ImageColumns target(int at, int image, int row, int column) {
    this.targetAt = at;
    this.targetImage = image;
    this.targetRow = row;
    this.targetColumn = column;
    if (rows.identity() && columns.identity() && row == columns.places * column) {
      // A 1 x 1 convolution sees the image as one long row.
      int plane = rows.places * columns.places;
      rows.set(1, 1, 1, 1, 0, 0);
      columns.set(plane, plane, 1, 1, 0, 0);
    }
    return this;
  }

  @Override
  public int place(int column) {
    int plane = rows.places * columns.places;
    int pixel = column % plane;
    return targetAt
        + column / plane * targetImage
        + pixel / columns.places * targetRow
        + pixel % columns.places * targetColumn;
  }

  @Override
  public boolean adjacent(int column, int count) {
    int last = column + count - 1;
    int plane = rows.places * columns.places;
    return targetColumn == 1
        && column / plane == last / plane
        && (targetRow == columns.places || column / columns.places == last / columns.places);
  }

  @Override
  public void packColumns(int p, int k, int column, int count, float[] panel, int at) {
    if (count < Tile.COLUMNS) {
      Arrays.fill(panel, at, at + k * Tile.COLUMNS, 0);
    }
    int plane = rows.places * columns.places;
    for (int j = 0; j < count; ) {
      int image = (column + j) / plane;
      int row = (column + j) % plane / columns.places;
      int first = (column + j) % columns.places;
      int length = Math.min(count - j, columns.places - first);
      packRun(p, k, image, row, first, length, panel, at + j);
      j += length;
    }
  }

  /** What the taps see at {@code length} neighbouring places of one row of the grid. */
  private void packRun(
      int p, int k, int image, int row, int first, int length, float[] panel, int at) {
    int taps = rows.taps * columns.taps;
    int channel = p / taps;
    int u = p % taps / columns.taps;
    int v = p % columns.taps;
    int from = pixelsAt + image * pixelsImage;
    for (int q = 0; q < k; q++, at += Tile.COLUMNS) {
      int y = row * rows.step + rows.offset + u * rows.tapStep;
      if (y < 0 || y >= rows.pixels) {
        clear(panel, at, at + length);
      } else {
        int x = first * columns.step + columns.offset + v * columns.tapStep;
        int line = from + (channel * rows.pixels + y) * columns.pixels;
        copyRun(line, x, length, panel, at);
      }
      if (++v == columns.taps) {
        v = 0;
        if (++u == rows.taps) {
          u = 0;
          channel++;
        }
      }
    }
  }

  private void copyRun(int line, int x, int length, float[] panel, int at) {
    int step = columns.step;
    int low = x >= 0 ? 0 : Math.min(length, (step - 1 - x) / step);
    int high = Math.max(low, Math.min(length, (columns.pixels - x + step - 1) / step));
    clear(panel, at, at + low);
    if (step == 1 && low < high) {
      System.arraycopy(pixels, line + x + low, panel, at + low, high - low);
    } else {
      for (int i = low; i < high; i++) {
        panel[at + i] = pixels[line + x + i * step];
      }
    }
    clear(panel, at + high, at + length);
  }

  private static void clear(float[] panel, int from, int to) {
    for (int i = from; i < to; i++) {
      panel[i] = 0;
    }
  }

  /** This matrix on its side: rows are places, columns (channel, tap row, tap column). */
  final Product.Right transposed = this::packTransposed;

  private void packTransposed(int p, int k, int column, int count, float[] panel, int at) {
    if (count < Tile.COLUMNS) {
      Arrays.fill(panel, at, at + k * Tile.COLUMNS, 0);
    }
    int taps = rows.taps * columns.taps;
    for (int j = 0; j < count; j++) {
      int channel = (column + j) / taps;
      int u = (column + j) % taps / columns.taps;
      int v = (column + j) % columns.taps;
      packPlaces(p, k, channel, u, v, panel, at + j);
    }
  }

  /** What one tap sees at k places, one in each row of the panel. */
  private void packPlaces(int p, int k, int channel, int u, int v, float[] panel, int at) {
    int plane = rows.places * columns.places;
    int x0 = columns.offset + v * columns.tapStep;
    for (int q = 0; q < k; ) {
      int image = (p + q) / plane;
      int row = (p + q) % plane / columns.places;
      int first = (p + q) % columns.places;
      int length = Math.min(k - q, columns.places - first);
      int y = row * rows.step + rows.offset + u * rows.tapStep;
      int line = pixelsAt + image * pixelsImage + (channel * rows.pixels + y) * columns.pixels;
      boolean inside = y >= 0 && y < rows.pixels;
      int target = at + q * Tile.COLUMNS;
      for (int i = 0; i < length; i++, target += Tile.COLUMNS) {
        int x = (first + i) * columns.step + x0;
        panel[target] = inside && x >= 0 && x < columns.pixels ? pixels[line + x] : 0;
      }
      q += length;
    }
  }
}
