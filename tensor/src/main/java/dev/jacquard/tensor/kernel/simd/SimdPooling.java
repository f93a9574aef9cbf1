package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.PointwiseKernels;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.ScalarPooling;
import dev.jacquard.tensor.kernel.Window;
import java.util.Arrays;

/**
 * Pooling one axis after the other: the rows of a window are folded into one, over the whole width,
 * then as many neighbours of that row as a window has columns. The second step computes a fold for
 * every column, of which a stride takes some; windows of another width, at the edges, are folded
 * one by one. Bands of rows that fit the scratch are taken together. Left to the scalar kernels are
 * planes wider than that and the gradient of averages whose windows slide by more than one column.
 */
interface SimdPooling extends ScalarPooling, PointwiseKernels, ScratchOwner {
  @Override
  default void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    if (isWide(g)) {
      ScalarPooling.super.maxPool(g, planes, x, xAt, y, yAt);
      return;
    }
    for (int plane = 0; plane < planes; plane++) {
      int from = xAt + plane * g.inPlane();
      if (coversAll(g)) {
        y[yAt + plane] = Maximum.of(g.inPlane(), x, from, scratch().partial);
      } else {
        fold(Fold.MAX, g, x, from, y, yAt + plane * g.outPlane(), scratch());
      }
    }
  }

  @Override
  default void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    if (isWide(g)) {
      ScalarPooling.super.averagePool(g, planes, x, xAt, y, yAt);
      return;
    }
    int outputs = g.columns().outputs();
    float[] weights = columnWeights(g.columns(), scratch().weights);
    for (int plane = 0; plane < planes; plane++) {
      int from = xAt + plane * g.inPlane();
      int to = yAt + plane * g.outPlane();
      if (coversAll(g)) {
        double sum = Partials.total(1, 0, g.inPlane(), x, from, scratch().partial);
        y[to] = (float) (sum / (g.rows().counted(0) * g.columns().counted(0)));
        continue;
      }
      fold(Fold.SUM, g, x, from, y, to, scratch());
      for (int i = 0; i < g.rows().outputs(); i++) {
        int row = to + i * outputs;
        multiply(outputs, y, row, weights, 0, y, row);
        scale(outputs, 1f / g.rows().counted(i), y, row, y, row);
      }
    }
  }

  private static boolean isWide(PoolGeometry g) {
    return Math.max(g.columns().size(), g.columns().outputs()) > Scratch.BAND;
  }

  private static boolean coversAll(PoolGeometry g) {
    return g.outPlane() == 1 && width(g.rows(), 0) * width(g.columns(), 0) == g.inPlane();
  }

  private static int width(Window window, int output) {
    return window.to(output) - window.from(output);
  }

  private static float[] columnWeights(Window columns, float[] weights) {
    for (int j = 0; j < columns.outputs(); j++) {
      weights[j] = 1f / columns.counted(j);
    }
    return weights;
  }

  /** Output rows of a band. */
  private static int bandRows(PoolGeometry g) {
    return Scratch.BAND / g.columns().size();
  }

  private static void fold(
      Fold fold, PoolGeometry g, float[] x, int xAt, float[] y, int yAt, Scratch scratch) {
    Window rows = g.rows();
    for (int i = 0; i < rows.outputs(); i += bandRows(g)) {
      int end = Math.min(rows.outputs(), i + bandRows(g));
      foldRows(fold, g, i, end, x, xAt, scratch.band);
      foldColumns(fold, g.columns(), end - i, scratch, y, yAt + i * g.columns().outputs());
    }
  }

  /** The folds of the input rows of each output row; neighbouring windows are taken together. */
  private static void foldRows(
      Fold fold, PoolGeometry g, int from, int end, float[] x, int xAt, float[] band) {
    Window rows = g.rows();
    int width = g.columns().size();
    int i = from;
    while (i < end) {
      int next = endOfNeighbours(rows, i, end);
      int n = (next - i) * width;
      int first = xAt + rows.from(i) * width;
      fold.blocks(width(rows, i), width, n, x, first, band, (i - from) * width);
      i = next;
    }
  }

  /**
   * One past the last output whose window, of the same width, is one input after the one before.
   */
  private static int endOfNeighbours(Window window, int output, int end) {
    int next = output + 1;
    while (next < end
        && window.from(next) == window.from(next - 1) + 1
        && window.to(next) == window.to(next - 1) + 1) {
      next++;
    }
    return next;
  }

  private static void foldColumns(
      Fold fold, Window columns, int rows, Scratch scratch, float[] y, int yAt) {
    float[] band = scratch.band;
    float[] slid = scratch.slid;
    int size = columns.size();
    int outputs = columns.outputs();
    int first = firstAlike(columns);
    int last = lastAlike(columns);
    fold.blocks(width(columns, first), 1, slidSize(columns, rows), band, 0, slid, 0);
    boolean dense = columns.from(last) - columns.from(first) == last - first;
    for (int i = 0; i < rows; i++) {
      int row = i * size;
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

  /** The first of the outputs around the middle one whose windows are as wide. */
  private static int firstAlike(Window window) {
    int first = window.outputs() / 2;
    while (first > 0 && width(window, first - 1) == width(window, first)) {
      first--;
    }
    return first;
  }

  private static int lastAlike(Window window) {
    int last = window.outputs() / 2;
    while (last < window.outputs() - 1 && width(window, last + 1) == width(window, last)) {
      last++;
    }
    return last;
  }

  /** How many places of a band a window slides over, in whole vectors. */
  private static int slidSize(Window columns, int rows) {
    int kernel = width(columns, columns.outputs() / 2);
    return Lanes.whole(rows * columns.size() - kernel + Lanes.WIDTH);
  }

  private static float foldOne(Fold fold, Window columns, int j, float[] band, int row) {
    float value = band[row + columns.from(j)];
    for (int v = columns.from(j) + 1; v < columns.to(j); v++) {
      value = fold.of(value, band[row + v]);
    }
    return value;
  }

  @Override
  default void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int plane = 0; plane < planes; plane++) {
      int from = xAt + plane * g.inPlane();
      int down = dyAt + plane * g.outPlane();
      int to = dxAt + plane * g.inPlane();
      if (isWide(g)
          || g.outPlane() == 1
          || g.inPlane() > FirstMaximum.PLACES
          || Float.isNaN(Maximum.of(g.inPlane(), x, from, scratch().partial))) {
        ScalarPooling.super.maxPoolGrad(g, 1, x, from, dy, down, dx, to);
        continue;
      }
      Arrays.fill(dx, to, to + g.inPlane(), 0f);
      for (int i = 0; i < g.rows().outputs(); i += bandRows(g)) {
        int end = Math.min(g.rows().outputs(), i + bandRows(g));
        findInRows(g, i, end, x, from, scratch());
        findInColumns(g.columns(), end - i, scratch());
        int row = down + i * g.columns().outputs();
        addToPlaces(g.columns(), end - i, scratch(), dy, row, dx, to);
      }
    }
  }

  /** The first maximum of each column of each output row, and its place in the plane. */
  private static void findInRows(
      PoolGeometry g, int from, int end, float[] x, int xAt, Scratch scratch) {
    Window rows = g.rows();
    int width = g.columns().size();
    FirstMaximum.clear((end - from) * width, scratch.band, scratch.bandPlaces);
    int i = from;
    while (i < end) {
      int next = endOfNeighbours(rows, i, end);
      int n = (next - i) * width;
      for (int u = rows.from(i); u < rows.to(i); u++) {
        int at = u * width;
        FirstMaximum.update(
            n,
            x,
            xAt + at,
            scratch.indices,
            0,
            at,
            scratch.band,
            scratch.bandPlaces,
            (i - from) * width);
      }
      i = next;
    }
  }

  private static void findInColumns(Window columns, int rows, Scratch scratch) {
    int n = slidSize(columns, rows);
    FirstMaximum.clear(n, scratch.slid, scratch.slidPlaces);
    for (int v = 0; v < width(columns, columns.outputs() / 2); v++) {
      FirstMaximum.update(
          n, scratch.band, v, scratch.bandPlaces, v, 0, scratch.slid, scratch.slidPlaces, 0);
    }
  }

  private static void addToPlaces(
      Window columns, int rows, Scratch scratch, float[] dy, int dyAt, float[] dx, int dxAt) {
    int kernel = width(columns, columns.outputs() / 2);
    int at = dyAt;
    for (int i = 0; i < rows; i++) {
      int row = i * columns.size();
      for (int j = 0; j < columns.outputs(); j++) {
        float place =
            width(columns, j) == kernel
                ? scratch.slidPlaces[row + columns.from(j)]
                : findOne(columns, j, scratch.band, scratch.bandPlaces, row);
        dx[dxAt + (int) place] += dy[at++];
      }
    }
  }

  private static float findOne(Window columns, int j, float[] band, float[] places, int row) {
    int best = row + columns.from(j);
    for (int v = row + columns.from(j) + 1; v < row + columns.to(j); v++) {
      if (FirstMaximum.wins(band[v], places[v], band[best], places[best])) {
        best = v;
      }
    }
    return places[best];
  }

  @Override
  default void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    if (coversAll(g)) {
      for (int plane = 0; plane < planes; plane++) {
        int to = dxAt + plane * g.inPlane();
        float share = dy[dyAt + plane] / (g.rows().counted(0) * g.columns().counted(0));
        Arrays.fill(dx, to, to + g.inPlane(), share);
      }
      return;
    }
    if (isWide(g) || !slidesByOne(g.columns())) {
      ScalarPooling.super.averagePoolGrad(g, planes, dy, dyAt, dx, dxAt);
      return;
    }
    Window rows = g.rows();
    Window columns = g.columns();
    int width = columns.size();
    int outputs = columns.outputs();
    float[] weights = columnWeights(columns, scratch().weights);
    float[] weighted = scratch().slid;
    float[] shares = scratch().band;
    Arrays.fill(dx, dxAt, dxAt + planes * g.inPlane(), 0f);
    for (int plane = 0; plane < planes; plane++) {
      for (int i = 0; i < rows.outputs(); i++) {
        int from = dyAt + plane * g.outPlane() + i * outputs;
        multiply(outputs, dy, from, weights, 0, weighted, 0);
        scale(outputs, 1f / rows.counted(i), weighted, 0, weighted, 0);
        shareOut(columns, weighted, shares);
        for (int u = rows.from(i); u < rows.to(i); u++) {
          int to = dxAt + plane * g.inPlane() + u * width;
          Fold.SUM.of(width, dx, to, shares, 0, dx, to);
        }
      }
    }
  }

  private static boolean slidesByOne(Window window) {
    int middle = window.outputs() / 2;
    return middle > 0 && endOfNeighbours(window, middle - 1, middle + 1) > middle;
  }

  /** What each input of a row gets from one row of weighted outputs. */
  private static void shareOut(Window columns, float[] weighted, float[] shares) {
    Arrays.fill(shares, 0, columns.size(), 0f);
    int j = 0;
    while (j < columns.outputs()) {
      int next = endOfNeighbours(columns, j, columns.outputs());
      for (int v = columns.from(j); v < columns.to(j); v++) {
        Fold.SUM.of(next - j, shares, v, weighted, j, shares, v);
      }
      j = next;
    }
  }
}
