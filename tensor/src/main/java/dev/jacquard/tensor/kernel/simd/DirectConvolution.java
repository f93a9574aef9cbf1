package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import java.util.Arrays;

/**
 * Convolution of one group of channels as a product whose right operand is read where it lies: in
 * {@link Sheets}, or in the images themselves where kernels are 1 x 1. Only weights are packed.
 *
 * <p>Each element of a result is one sum over channels and taps in order, from 0, by fused
 * multiply-adds; so it depends neither on the cut into blocks nor on the width of a vector. In the
 * gradient to a weight each block of places is such a sum, and block sums are added in order.
 *
 * <p>Its scratch grows to what the largest call needs, and stays.
 */
final class DirectConvolution {
  /** Elements of sheets that are worked on together: they should stay in the second cache. */
  private static final int BLOCK = 1 << 16;

  /** Places of the gradient to a weight that are summed together, where images are small. */
  private static final int RUN = 256;

  /** Vectors of places that are worked on together at least, where there are so many. */
  private static final int FEW = 4;

  /** Elements of weights that are packed at a time. */
  private static final int WEIGHTS = 1 << 20;

  private static final int ROWS = ConvTile.ROWS;
  private static final int LOW = ConvTile.LOW;
  private static final int COLUMNS = ConvTile.COLUMNS;

  final Sheets sheets = new Sheets();

  private final float[] tile = new float[ROWS * COLUMNS];
  private float[] panels = {};

  /** The gradient to a weight, as {@code [out / COLUMNS, taps, COLUMNS]}. */
  private float[] sums = {};

  /** Where each vector of places begins in the sheets and in the target. */
  private int[] from = {};

  private int[] to = {};
  private int vectors;

  // The images of the present call, and where its results go.
  private float[] pixels = {};
  private int pixelsAt;
  private int pixelsApart;
  private float[] target = {};
  private int targetAt;
  private int targetApart;
  private int targetChannel;
  private int targetRow;
  private int targetColumn;

  /** The images that are read: where image 0's first channel begins, and how far apart they are. */
  DirectConvolution source(float[] pixels, int at, int apart) {
    this.pixels = pixels;
    this.pixelsAt = at;
    this.pixelsApart = apart;
    return this;
  }

  /**
   * Where results go: of image 0's first channel and place, and the elements between images,
   * channels, rows and columns of places.
   */
  DirectConvolution target(float[] target, int at, int apart, int channel, int row, int column) {
    this.target = target;
    this.targetAt = at;
    this.targetApart = apart;
    this.targetChannel = channel;
    this.targetRow = row;
    this.targetColumn = column;
    return this;
  }

  /**
   * Sets the target to the convolution of the source.
   *
   * @param out channels of the target
   * @param in channels of the source
   * @param images how many
   * @param weights {@code [out, in * taps]}
   */
  void convolve(int out, int in, int images, Weights weights) {
    int k = in * sheets.rows.taps * sheets.columns.taps;
    int most = Math.max(1, WEIGHTS / (k * ROWS)) * ROWS;
    for (int channel = 0; channel < out; channel += most) {
      int channels = Math.min(most, out - channel);
      packWeights(channel, channels, k, weights);
      convolvePacked(channel, channels, in, k, images);
    }
  }

  private void convolvePacked(int channel, int channels, int in, int k, int images) {
    int first = targetAt + channel * targetChannel;
    int plane = sheets.rows.places * sheets.columns.places;
    if (readsPlanes() && plane >= WIDTH) {
      sheets.layPlanes(in, plane);
      vectors = 0;
      for (int n = 0; n < images; n++) {
        addVectors(pixelsAt + n * pixelsApart, plane, first + n * targetApart);
        if (n + 1 == images || vectors * WIDTH * in >= BLOCK) {
          multiply(channels, k, pixels, sheets.offsets(), 0, 0, 0);
          vectors = 0;
        }
      }
      return;
    }
    sheets.lookAtAxes();
    int band = band(in);
    int together = together(in, band, images);
    sheets.lay(in, together, band);
    for (int row = 0; row < sheets.rows.places; row += band) {
      int rows = Math.min(band, sheets.rows.places - row);
      for (int n = 0; n < images; n += together) {
        int count = Math.min(together, images - n);
        sheets.fill(pixels, pixelsAt + n * pixelsApart, pixelsApart, count, row);
        convolveBlock(channels, k, first + n * targetApart + row * targetRow, count, rows);
      }
    }
  }

  private void convolveBlock(int out, int k, int at, int images, int rows) {
    int places = rows * sheets.columns.places;
    vectors = 0;
    if (places >= WIDTH) {
      for (int n = 0; n < images; n++) {
        addVectors(n * sheets.image(), places, at + n * targetApart);
      }
    } else {
      addVectors(0, (images - 1) * sheets.image() + places, 0);
    }
    if (places >= WIDTH && isDense()) {
      multiply(out, k, sheets.data(), sheets.offsets(), 0, 0, 0);
    } else {
      multiply(out, k, sheets.data(), sheets.offsets(), images, rows, at);
    }
  }

  /** Whether places that are neighbours in a sheet are so in the target. */
  private boolean isDense() {
    return targetColumn == 1 && targetRow == sheets.columns.places;
  }

  /** Whether taps see the images as they lie: 1 x 1, stride 1, no padding; and write them so. */
  private boolean readsPlanes() {
    return sheets.rows.identity() && sheets.columns.identity() && isDense();
  }

  /** How many rows of places are worked on together: all, where their sheets fit. */
  private int band(int in) {
    int all = sheets.rows.places;
    if (sheets.size(in, all) <= BLOCK) {
      return all;
    }
    long none = sheets.size(in, 0);
    long row = sheets.size(in, 1) - none;
    int least = Math.max(4, (2 * WIDTH - 1) / sheets.columns.places + 1);
    int fitting = (int) Math.max(least, (BLOCK - none) / row);
    int bands = (all - 1) / Math.min(all, fitting) + 1;
    return (all - 1) / bands + 1;
  }

  /** How many images are worked on together: as many as fit, and enough for a few vectors. */
  private int together(int in, int band, int images) {
    if (band < sheets.rows.places) {
      return 1;
    }
    int few = (FEW * WIDTH - 1) / (band * sheets.columns.places) + 1;
    return (int) Math.max(1, Math.min(images, Math.max(few, BLOCK / sheets.size(in, band))));
  }

  /** Adds the vectors of a stretch of places; the last one overlaps the one before. */
  private void addVectors(int first, int places, int firstTo) {
    int count = (places - 1) / WIDTH + 1;
    if (from.length < vectors + count) {
      from = Arrays.copyOf(from, 2 * (vectors + count));
      to = Arrays.copyOf(to, 2 * (vectors + count));
    }
    for (int j = 0; j < count; j++) {
      int place = Math.max(0, Math.min(j * WIDTH, places - WIDTH));
      from[vectors] = first + place;
      to[vectors++] = firstTo + place;
    }
  }

  private void packWeights(int channel, int channels, int k, Weights weights) {
    int size = (channels + ROWS - 1) / ROWS * ROWS * k;
    if (panels.length < size) {
      panels = new float[size];
    }
    for (int i = 0; i < channels; i += ROWS) {
      int rows = Math.min(ROWS, channels - i);
      weights.packRows(channel + i, rows, 0, k, panels, i * k, height(rows));
    }
  }

  private static int height(int rows) {
    return rows > LOW ? ROWS : LOW;
  }

  /**
   * All vectors for all output channels.
   *
   * @param images 0 where each vector goes into the target as a whole
   */
  private void multiply(int out, int k, float[] data, int[] offsets, int images, int rows, int at) {
    for (int i = 0; i < out; i += ROWS) {
      int used = Math.min(ROWS, out - i);
      int height = height(used);
      for (int j = 0; j < vectors; j += 2) {
        int left = j;
        int right = Math.min(j + 1, vectors - 1);
        boolean whole = images == 0 && used == height;
        int channel = i * targetChannel;
        ConvTile.places(
            height,
            k,
            panels,
            i * k,
            data,
            from[left],
            from[right],
            offsets,
            whole ? target : tile,
            whole ? to[left] + channel : 0,
            whole ? to[right] + channel : WIDTH,
            whole ? targetChannel : COLUMNS);
        if (whole) {
          continue;
        }
        if (images == 0) {
          copy(used, i, left, 0);
          copy(used, i, right, WIDTH);
        } else {
          scatter(used, i, from[left], 0, images, rows, at);
          scatter(used, i, from[right], WIDTH, images, rows, at);
        }
      }
    }
  }

  private void copy(int used, int channel, int vector, int column) {
    for (int i = 0; i < used; i++) {
      System.arraycopy(
          tile, i * COLUMNS + column, target, to[vector] + (channel + i) * targetChannel, WIDTH);
    }
  }

  /** Writes a vector's places one by one, those that there are. */
  private void scatter(int used, int channel, int place, int column, int images, int rows, int at) {
    for (int j = 0; j < WIDTH; j++) {
      int n = (place + j) / sheets.image();
      int within = (place + j) % sheets.image();
      int row = within / sheets.columns.places;
      if (n < images && row < rows) {
        int element =
            at
                + n * targetApart
                + channel * targetChannel
                + row * targetRow
                + within % sheets.columns.places * targetColumn;
        for (int i = 0; i < used; i++) {
          target[element + i * targetChannel] = tile[i * COLUMNS + column + j];
        }
      }
    }
  }

  /**
   * Sets the gradient of the weights {@code [out, in * taps]} to what follows from the gradient of
   * the target, which lies there and is dense.
   *
   * @param out channels of the target
   * @param in channels of the source
   * @param all channels that the group has: blocks are for so many, that sums do not depend on in
   * @param images how many
   * @param row elements between the rows of dw
   */
  void weightGradient(int out, int in, int all, int images, float[] dw, int dwAt, int row) {
    int taps = in * sheets.rows.taps * sheets.columns.taps;
    clearSums(out, taps);
    addGradient(out, in, all, images, taps);
    for (int o = 0; o < out; o++) {
      int from = panel(o / COLUMNS, taps) + o % COLUMNS;
      int to = dwAt + o * row;
      for (int q = 0; q < taps; q++) {
        dw[to + q] = sums[from + q * COLUMNS];
      }
    }
  }

  private void clearSums(int out, int taps) {
    int size = panel((out - 1) / COLUMNS + 1, taps);
    if (sums.length < size) {
      sums = new float[size];
    } else {
      Arrays.fill(sums, 0, size, 0);
    }
  }

  /** Where the sums of a number of panels of channels end. */
  private static int panel(int panels, int taps) {
    return panels * ((taps + ROWS - 1) / ROWS * ROWS) * COLUMNS;
  }

  private void addGradient(int out, int in, int all, int images, int taps) {
    int plane = sheets.rows.places * sheets.columns.places;
    if (sheets.rows.identity() && sheets.columns.identity() && plane >= RUN) {
      sheets.layPlanes(in, plane);
      for (int n = 0; n < images; n++) {
        packGradient(out, n, 1, 0, plane, plane);
        addProducts(out, taps, plane, pixels, pixelsAt + n * pixelsApart);
      }
      return;
    }
    sheets.lookAtAxes();
    int band = band(all);
    int together = summed(out, all, band, images);
    sheets.lay(in, together, band);
    for (int first = 0; first < sheets.rows.places; first += band) {
      int places = Math.min(band, sheets.rows.places - first) * sheets.columns.places;
      for (int n = 0; n < images; n += together) {
        int count = Math.min(together, images - n);
        sheets.fill(pixels, pixelsAt + n * pixelsApart, pixelsApart, count, first);
        packGradient(out, n, count, first, places, sheets.image());
        int run = (count - 1) * sheets.image() + places;
        addProducts(out, taps, run, sheets.data(), 0);
      }
    }
  }

  /** How many images the gradient to a weight takes together: enough for a run, if they fit. */
  private int summed(int out, int all, int band, int images) {
    if (band < sheets.rows.places) {
      return 1;
    }
    int image = sheets.image(band);
    long size = sheets.size(all, band) + (long) image * out;
    long fitting = Math.max(BLOCK / size, (RUN - 1) / image + 1);
    return (int) Math.max(1, Math.min(images, fitting));
  }

  /**
   * Packs dy into panels of {@link #COLUMNS} channels, a place a line, with zeros at places between
   * the images.
   */
  private void packGradient(int out, int image, int images, int row, int places, int apart) {
    int run = (images - 1) * apart + places;
    int size = (out + COLUMNS - 1) / COLUMNS * COLUMNS * run;
    if (panels.length < size) {
      panels = new float[size];
    }
    for (int o = 0; o < out; o += COLUMNS) {
      int used = Math.min(COLUMNS, out - o);
      if (used < COLUMNS) {
        Arrays.fill(panels, o * run, (o + COLUMNS) * run, 0);
      }
      for (int n = 0; n < images; n++) {
        int source = targetAt + (image + n) * targetApart + o * targetChannel + row * targetRow;
        int line = o * run + n * apart * COLUMNS;
        Transpose.columns(used, places, target, source, targetChannel, panels, line, COLUMNS);
        if (n + 1 < images) {
          Arrays.fill(panels, line + places * COLUMNS, line + apart * COLUMNS, 0);
        }
      }
    }
  }

  private void addProducts(int out, int taps, int run, float[] data, int at) {
    for (int o = 0; o < out; o += COLUMNS) {
      int panel = panel(o / COLUMNS, taps);
      for (int q = 0; q < taps; q += ROWS) {
        ConvTile.taps(
            run,
            data,
            at,
            sheets.offsets(),
            q,
            panels,
            o * run,
            Tile.ZEROS,
            0,
            0,
            tile,
            0,
            COLUMNS);
        Tile.add(tile, sums, panel + q * COLUMNS, COLUMNS);
      }
    }
  }
}
