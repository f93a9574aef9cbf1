package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/** What one tap of a convolution's kernel reads, for a run of pixels in row-major order. */
final class Patches {
  private Patches() {}

  /**
   * Reads the input element, or 0 for padding, that weight {@code filterIndex} of a filter meets at
   * each of the output pixels {@code q} to {@code q + count}.
   *
   * @param groupAt place of the first input channel of the filter's group
   */
  static void read(
      ConvGeometry g, int filterIndex, float[] x, int groupAt, int q, int count, float[] row) {
    int taps = g.kernelHeight() * g.kernelWidth();
    int plane = groupAt + filterIndex / taps * g.inHeight() * g.inWidth();
    int up = filterIndex % taps / g.kernelWidth() * g.dilationHeight() - g.padHeight();
    int left = filterIndex % g.kernelWidth() * g.dilationWidth() - g.padWidth();
    int outWidth = g.outWidth();
    int stride = g.strideWidth();
    // The columns whose input column, j * stride + left, is inside the image.
    int inside = Math.max(0, ceilDiv(-left, stride));
    int outside = Math.min(outWidth, ceilDiv(g.inWidth() - left, stride));
    int done = 0;
    while (done < count) {
      int i = (q + done) / outWidth;
      int j = (q + done) % outWidth;
      int end = Math.min(outWidth, j + count - done);
      int inRow = i * g.strideHeight() + up;
      int start = done - j;
      int copyFrom = Math.min(end, Math.max(j, inside));
      int copyTo = Math.min(end, outside);
      if (inRow < 0 || inRow >= g.inHeight() || copyFrom >= copyTo) {
        Arrays.fill(row, done, start + end, 0f);
      } else {
        int at = plane + inRow * g.inWidth() + left;
        Arrays.fill(row, done, start + copyFrom, 0f);
        copyEvery(stride, copyTo - copyFrom, x, at + copyFrom * stride, row, start + copyFrom);
        Arrays.fill(row, start + copyTo, start + end, 0f);
      }
      done += end - j;
    }
  }

  private static void copyEvery(int stride, int n, float[] x, int xAt, float[] y, int yAt) {
    if (stride == 1) {
      System.arraycopy(x, xAt, y, yAt, n);
    } else {
      for (int i = 0; i < n; i++) {
        y[yAt + i] = x[xAt + i * stride];
      }
    }
  }

  /**
   * Reads the element of an output plane, or 0 where there is none, to which tap {@code tap} of the
   * kernel carries each of the input pixels {@code q} to {@code q + count}.
   */
  static void readBack(
      ConvGeometry g, int tap, float[] dy, int plane, int q, int count, float[] row) {
    int up = tap / g.kernelWidth() * g.dilationHeight() - g.padHeight();
    int left = tap % g.kernelWidth() * g.dilationWidth() - g.padWidth();
    int stride = g.strideWidth();
    int done = 0;
    Arrays.fill(row, 0, count, 0f);
    while (done < count) {
      int r = (q + done) / g.inWidth();
      int s = (q + done) % g.inWidth();
      int end = Math.min(g.inWidth(), s + count - done);
      int i = (r - up) / g.strideHeight();
      if (r >= up && (r - up) % g.strideHeight() == 0 && i < g.outHeight()) {
        // The output columns whose input column, j * stride + left, is from s to end.
        int j = Math.max(0, ceilDiv(s - left, stride));
        int last = Math.min(g.outWidth(), ceilDiv(end - left, stride));
        int to = done - s + left;
        int at = plane + i * g.outWidth();
        if (stride > 1) {
          for (; j < last; j++) {
            row[to + j * stride] = dy[at + j];
          }
        } else if (j < last) {
          System.arraycopy(dy, at + j, row, to + j, last - j);
        }
      }
      done += end - s;
    }
  }

  private static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }
}
