package dev.jacquard.hypernet.ghn;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The sizes that have an embedding, and which of them stands for a size that has none: the nearest,
 * the smaller of two.
 */
final class SizeTable {
  private static final int LARGEST_CHANNELS = 8192;

  private final int[] sizes;

  private SizeTable(Set<Integer> sizes) {
    this.sizes = sizes.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Numbers of channels, for networks of a number of classes. */
  static SizeTable channels(int classes) {
    Set<Integer> sizes = new HashSet<>(Arrays.asList(1, 3, classes));
    for (int n = 8; n < 64; n += 8) {
      sizes.add(n);
    }
    for (int n = 64; n < 4096; n += 16) {
      sizes.add(n);
    }
    for (int n = 4096; n <= LARGEST_CHANNELS; n += 32) {
      sizes.add(n);
    }
    return new SizeTable(sizes);
  }

  /** Rows or columns of a kernel, for a decoder of kernels up to a size. */
  static SizeTable spatial(int maxKernel) {
    Set<Integer> sizes = new HashSet<>(Arrays.asList(14, 16));
    for (int n = 1; n < Math.max(12, maxKernel); n += 2) {
      sizes.add(n);
    }
    return new SizeTable(sizes);
  }

  /** How many rows a table of embeddings has: one a size, and the dummy. */
  int rows() {
    return sizes.length + 1;
  }

  /** The row of what has no size. */
  int dummy() {
    return sizes.length;
  }

  /** The row of a number of channels; 4 to 7 are taken for 8. */
  int channelRow(int channels) {
    return row(channels > 3 && channels < 8 ? 8 : channels);
  }

  /** The row of a kernel's size; 2 is taken for 3. */
  int spatialRow(int size) {
    return row(size == 2 ? 3 : size);
  }

  private int row(int size) {
    int place = Arrays.binarySearch(sizes, size);
    if (place >= 0) {
      return place;
    }
    int above = -place - 1;
    if (above == 0 || above == sizes.length) {
      return Math.max(above - 1, 0);
    }
    return size - sizes[above - 1] <= sizes[above] - size ? above - 1 : above;
  }
}
