package dev.jacquard.tensor.kernel.simd;

import java.util.Arrays;

/**
 * Images laid out so that a convolution can read them where they lie: for each channel, each column
 * of the kernel and each residue of rows by the step there is one sheet, whose rows hold what that
 * column of the kernel sees at the places of a row of the grid, with 0 for padding. So a tap sees
 * all places of an image in one stretch, {@link #offsets} behind the place's own number.
 *
 * <p>Several images follow each other in a sheet; images are {@link #image} places apart, of which
 * the last ones may belong to no place. One object serves call after call; it grows to the largest
 * block that it has met.
 */
final class Sheets {
  final Axis rows = new Axis();
  final Axis columns = new Axis();

  /** Elements beyond the last sheet that may be read. */
  private static final int SLACK = 64;

  private float[] data = {};
  private int[] offsets = {};
  private int channels;
  private int height;
  private int image;
  private int sheet;
  private int firstSteps;
  private int residues;

  /** Of each row of the kernel: which of the residues that it sees. */
  private int[] slots = {};

  /** The residues that any row of the kernel sees. */
  private int[] seen = {};

  /** Where {@link #data} holds what tap (channel, u, v) sees at place 0. */
  int[] offsets() {
    return offsets;
  }

  float[] data() {
    return data;
  }

  /** The places from one image to the next. */
  int image() {
    return image;
  }

  /** How many elements the sheets of so many channels need for one image and so many rows. */
  long size(int channels, int bandRows) {
    return (long) channels * columns.taps * residues * image(bandRows);
  }

  /** The places from one image to the next where so many rows are laid out. */
  int image(int bandRows) {
    return (bandRows + rows.lastSteps() - rows.firstSteps()) * columns.places;
  }

  /** Looks at the axes, which are set before; sizes depend on them. */
  void lookAtAxes() {
    if (slots.length < rows.taps) {
      slots = new int[rows.taps];
      seen = new int[rows.taps];
    }
    residues = 0;
    for (int u = 0; u < rows.taps; u++) {
      int residue = rows.residue(u);
      int slot = 0;
      while (slot < residues && seen[slot] != residue) {
        slot++;
      }
      seen[slot] = residue;
      slots[u] = slot;
      residues = Math.max(residues, slot + 1);
    }
  }

  /** Lays out blocks of at most so many images and rows of places. */
  void lay(int channels, int images, int bandRows) {
    this.channels = channels;
    firstSteps = rows.firstSteps();
    height = bandRows + rows.lastSteps() - firstSteps;
    image = image(bandRows);
    // An odd number of cache lines from sheet to sheet, so that they do not meet in the same sets.
    sheet = ((images * image + 15) / 16 | 1) * 16;
    int taps = rows.taps * columns.taps;
    makeOffsets(channels * taps);
    for (int c = 0; c < channels; c++) {
      for (int u = 0; u < rows.taps; u++) {
        for (int v = 0; v < columns.taps; v++) {
          offsets[c * taps + u * columns.taps + v] =
              sheetAt(c, v, slots[u]) + (rows.steps(u) - firstSteps) * columns.places;
        }
      }
    }
    int size = channels * columns.taps * residues * sheet + SLACK;
    if (data.length < size) {
      data = new float[size];
    }
  }

  /** Offsets for images that are read without being laid out: tap c sees channel c. */
  void layPlanes(int channels, int plane) {
    makeOffsets(channels);
    for (int c = 0; c < channels; c++) {
      offsets[c] = c * plane;
    }
  }

  /** Makes room for so many taps, and fills up what a tile may read beyond them. */
  private void makeOffsets(int taps) {
    if (offsets.length < taps + ConvTile.ROWS) {
      offsets = new int[taps + ConvTile.ROWS];
    }
    Arrays.fill(offsets, taps, taps + ConvTile.ROWS, 0);
  }

  private int sheetAt(int channel, int column, int slot) {
    return ((channel * columns.taps + column) * residues + slot) * sheet;
  }

  /**
   * Fills the sheets with a block.
   *
   * @param at where the block's first image begins in pixels
   * @param apart elements between images
   * @param images how many
   * @param firstRow the first row of places
   */
  void fill(float[] pixels, int at, int apart, int images, int firstRow) {
    for (int c = 0; c < channels; c++) {
      for (int v = 0; v < columns.taps; v++) {
        int x = columns.offset + v * columns.tapStep;
        for (int slot = 0; slot < residues; slot++) {
          int to = sheetAt(c, v, slot);
          for (int n = 0; n < images; n++) {
            int plane = at + n * apart + c * rows.pixels * columns.pixels;
            fillRows(pixels, plane, (firstRow + firstSteps) * rows.step + seen[slot], x, to);
            to += image;
          }
        }
      }
    }
  }

  /** Fills the rows of one image in a sheet; the first of them holds the pixels of row y. */
  private void fillRows(float[] pixels, int plane, int y, int x, int to) {
    int width = columns.places;
    int step = columns.step;
    int low = columns.firstInside(x, width);
    int high = columns.firstBeyond(x, width);
    if (low >= high) {
      Arrays.fill(data, to, to + height * width, 0);
      return;
    }
    for (int row = 0; row < height; row++, y += rows.step, to += width) {
      if (y < 0 || y >= rows.pixels) {
        Arrays.fill(data, to, to + width, 0);
        continue;
      }
      int line = plane + y * columns.pixels + x;
      for (int i = 0; i < low; i++) {
        data[to + i] = 0;
      }
      if (step == 1) {
        System.arraycopy(pixels, line + low, data, to + low, high - low);
      } else {
        for (int i = low; i < high; i++) {
          data[to + i] = pixels[line + i * step];
        }
      }
      for (int i = high; i < width; i++) {
        data[to + i] = 0;
      }
    }
  }
}
