package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.ScalarPooling;
import dev.jacquard.tensor.kernel.Window;
import java.util.Arrays;

/**
 * Pooling one axis after the other: the rows of a window are folded into one, over the whole width,
 * then as many neighbours of that row as a window has columns. The second step computes a fold for
 * every column, of which a stride takes some; windows of another width, at the edges, are folded
 * one by one. Bands of rows that fit the scratch are taken together.
 *
 * <p>The gradient of a maximum is left to the scalar kernels.
 */
interface SimdPooling extends ScalarPooling, ScratchOwner {
  @Override
  default void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    if (g.columns().size() > Scratch.BAND) {
      ScalarPooling.super.maxPool(g, planes, x, xAt, y, yAt);
      return;
    }
    for (int plane = 0; plane < planes; plane++) {
      pool(Fold.MAX, g, x, xAt + plane * g.inPlane(), y, yAt + plane * g.outPlane(), scratch());
    }
  }

  @Override
  default void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    if (coversAll(g.rows()) && coversAll(g.columns())) {
      double count = (double) g.rows().counted(0) * g.columns().counted(0);
      for (int plane = 0; plane < planes; plane++) {
        int n = g.inPlane();
        double sum = Partials.total(1, 0, n, x, xAt + plane * n, scratch().partial);
        y[yAt + plane] = (float) (sum / count);
      }
      return;
    }
    if (g.columns().size() > Scratch.BAND) {
      ScalarPooling.super.averagePool(g, planes, x, xAt, y, yAt);
      return;
    }
    for (int plane = 0; plane < planes; plane++) {
      int to = yAt + plane * g.outPlane();
      pool(Fold.SUM, g, x, xAt + plane * g.inPlane(), y, to, scratch());
      divide(g, y, to);
    }
  }

  private static boolean coversAll(Window window) {
    return window.outputs() == 1 && window.to(0) - window.from(0) == window.size();
  }

  private static void pool(
      Fold fold, PoolGeometry g, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    Window rows = g.rows();
    int outputs = g.columns().outputs();
    int width = g.columns().size();
    int band = Math.max(1, Scratch.BAND / width);
    for (int i = 0; i < rows.outputs(); i += band) {
      int end = Math.min(rows.outputs(), i + band);
      foldRows(fold, rows, i, end, width, x, xAt, scratch.band);
      foldColumns(fold, g.columns(), end - i, scratch, y, yAt + i * outputs);
    }
  }

  /** The folds of the input rows of each output row; neighbouring windows are taken together. */
  private static void foldRows(
      Fold fold, Window rows, int from, int end, int width, float[] x, int xAt, float[] band) {
    int i = from;
    while (i < end) {
      int height = rows.to(i) - rows.from(i);
      int next = i + 1;
      while (next < end
          && rows.from(next) == rows.from(next - 1) + 1
          && rows.to(next) - rows.from(next) == height) {
        next++;
      }
      int n = (next - i) * width;
      fold.blocks(height, width, n, x, xAt + rows.from(i) * width, band, (i - from) * width);
      i = next;
    }
  }

  private static void foldColumns(
      Fold fold, Window columns, int rows, Scratch scratch, float[] y, int yAt) {
    int width = columns.size();
    int outputs = columns.outputs();
    int middle = outputs / 2;
    int kernel = columns.to(middle) - columns.from(middle);
    int first = middle;
    while (first > 0 && columns.to(first - 1) - columns.from(first - 1) == kernel) {
      first--;
    }
    int last = middle;
    while (last < outputs - 1 && columns.to(last + 1) - columns.from(last + 1) == kernel) {
      last++;
    }
    float[] band = scratch.band;
    float[] slid = scratch.slid;
    int n = Lanes.whole(rows * width - kernel + Lanes.WIDTH);
    fold.blocks(kernel, 1, n, band, 0, slid, 0);
    boolean dense = columns.from(last) - columns.from(first) == last - first;
    for (int i = 0; i < rows; i++) {
      int row = i * width;
      int to = yAt + i * outputs;
      for (int j = 0; j < first; j++) {
        y[to + j] = foldOne(fold, columns, j, band, row);
      }
      if (dense) {
        System.arraycopy(slid, row + columns.from(first), y, to + first, last + 1 - first);
      } else {
        for (int j = first; j <= last; j++) {
          y[to + j] = slid[row + columns.from(j)];
        }
      }
      for (int j = last + 1; j < outputs; j++) {
        y[to + j] = foldOne(fold, columns, j, band, row);
      }
    }
  }

  private static float foldOne(Fold fold, Window columns, int j, float[] band, int row) {
    float value = band[row + columns.from(j)];
    for (int v = columns.from(j) + 1; v < columns.to(j); v++) {
      value = fold.of(value, band[row + v]);
    }
    return value;
  }

  private static void divide(PoolGeometry g, float[] y, int yAt) {
    int outputs = g.columns().outputs();
    for (int i = 0; i < g.rows().outputs(); i++) {
      for (int j = 0; j < outputs; j++) {
        y[yAt + i * outputs + j] /= g.rows().counted(i) * g.columns().counted(j);
      }
    }
  }

  @Override
  default void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    int width = g.columns().size();
    if (width > Scratch.BAND) {
      ScalarPooling.super.averagePoolGrad(g, planes, dy, dyAt, dx, dxAt);
      return;
    }
    Arrays.fill(dx, dxAt, dxAt + planes * g.inPlane(), 0f);
    float[] shares = scratch().band;
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < g.rows().outputs(); i++) {
        int from = dyAt + plane * g.outPlane() + i * g.columns().outputs();
        shareOut(g.columns(), g.rows().counted(i), dy, from, shares);
        for (int u = g.rows().from(i); u < g.rows().to(i); u++) {
          int to = dxAt + plane * g.inPlane() + u * width;
          Fold.SUM.of(width, dx, to, shares, 0, dx, to);
        }
      }
    }
  }

  /** What each input of a row gets from one row of outputs. */
  private static void shareOut(Window columns, int rows, float[] dy, int dyAt, float[] shares) {
    Arrays.fill(shares, 0, columns.size(), 0f);
    for (int j = 0; j < columns.outputs(); j++) {
      float share = dy[dyAt + j] / (rows * columns.counted(j));
      for (int v = columns.from(j); v < columns.to(j); v++) {
        shares[v] += share;
      }
    }
  }
}
