package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution of single planes: too thin for a product of matrices.
 *
 * <p>The padded input plane is dealt out into one sheet for each residue of row and column by the
 * step. Then a tap sees, for all places at once, one stretch of one sheet: with rows of equal
 * length, place i of the plane and tap (u, v) meet at {@code i + offset(u, v)}. So every inner loop
 * is one long run whatever the step, and the few places between the rows are computed and dropped.
 *
 * <p>Its scratch grows to the largest plane it has met and stays.
 */
final class Depthwise {
  /** Vectors of places that are computed together. */
  private static final int TOGETHER = 4;

  /** Taps whose gradients are computed together: enough sums to keep multipliers busy. */
  private static final int TAPS = 5;

  /** Partial sums of a gradient, whatever the width of a vector. */
  private static final int PARTS = 16;

  /** Elements that the last run may reach beyond its end. */
  private static final int SLACK = TOGETHER * PARTS;

  final Axis rows = new Axis();
  final Axis columns = new Axis();

  private float[] sheets = {};
  private float[] outputs = {};
  private float[] weights = {};
  private float[] sums = {};
  private int[] offsets = {};

  // The layout of the present grid.
  private int sheetRows;
  private int sheetColumns;
  private int sheet;
  private int firstRow;
  private int firstColumn;
  private int run;
  private int taps;
  private int kernelColumns;

  /**
   * Lays the scratch out for the grid that rows and columns say, with zeros for padding.
   *
   * @param kernelColumns columns of the whole kernel
   */
  void lay(int kernelColumns) {
    this.kernelColumns = kernelColumns;
    firstRow = rows.firstSteps();
    firstColumn = columns.firstSteps();
    sheetRows = rows.places + rows.lastSteps() - firstRow;
    sheetColumns = columns.places + columns.lastSteps() - firstColumn;
    sheet = sheetRows * sheetColumns;
    run = (rows.places - 1) * sheetColumns + columns.places;
    taps = rows.taps * columns.taps;
    int size = sheet * rows.step * columns.step + SLACK;
    if (sheets.length < size) {
      sheets = new float[size];
    }
    Arrays.fill(sheets, 0, size, 0);
    if (outputs.length < run + SLACK) {
      outputs = new float[run + SLACK];
    }
    if (offsets.length < taps + TAPS) {
      offsets = new int[taps + TAPS];
      weights = new float[taps];
      sums = new float[(taps + TAPS) * PARTS];
    }
    for (int u = 0; u < rows.taps; u++) {
      for (int v = 0; v < columns.taps; v++) {
        offsets[u * columns.taps + v] =
            (rows.residue(u) * columns.step + columns.residue(v)) * sheet
                + (rows.steps(u) - firstRow) * sheetColumns
                + columns.steps(v)
                - firstColumn;
      }
    }
    Arrays.fill(offsets, taps, taps + TAPS, 0);
  }

  /**
   * Convolves a plane.
   *
   * @param w the weights of its kernel, of which the axes pick some
   * @param y the target, rows of places {@code yRow} apart, columns {@code yColumn}
   */
  void convolve(float[] x, int xAt, float[] w, int wAt, float[] y, int yAt, int yRow, int yColumn) {
    deal(x, xAt);
    for (int u = 0; u < rows.taps; u++) {
      for (int v = 0; v < columns.taps; v++) {
        int row = rows.firstTap + u * rows.everyTap;
        int column = columns.firstTap + v * columns.everyTap;
        weights[u * columns.taps + v] = w[wAt + row * kernelColumns + column];
      }
    }
    multiply(run, taps, sheets, offsets, weights, outputs);
    for (int row = 0; row < rows.places; row++) {
      int from = row * sheetColumns;
      int to = yAt + row * yRow;
      if (yColumn == 1) {
        System.arraycopy(outputs, from, y, to, columns.places);
      } else {
        for (int i = 0; i < columns.places; i++) {
          y[to + i * yColumn] = outputs[from + i];
        }
      }
    }
  }

  /**
   * The gradient to the weights of one channel, from all images.
   *
   * @param x the first plane, xApart before the next
   * @param dy the gradient of its outputs, dyApart before the next
   * @param dw where the taps' gradients go
   */
  void weightGradient(
      int images,
      float[] x,
      int xAt,
      int xApart,
      float[] dy,
      int dyAt,
      int dyApart,
      float[] dw,
      int dwAt) {
    // Between rows, and behind the last, dy is 0.
    Arrays.fill(outputs, 0, run + SLACK, 0);
    Arrays.fill(sums, 0, taps * PARTS, 0);
    for (int n = 0; n < images; n++) {
      deal(x, xAt + n * xApart);
      for (int row = 0; row < rows.places; row++) {
        System.arraycopy(
            dy,
            dyAt + n * dyApart + row * columns.places,
            outputs,
            row * sheetColumns,
            columns.places);
      }
      for (int t = 0; t < taps; t += TAPS) {
        addProducts(run, sheets, offsets, t, outputs, sums, t * PARTS);
      }
    }
    for (int t = 0; t < taps; t++) {
      double sum = 0;
      for (int i = 0; i < PARTS; i++) {
        sum += sums[t * PARTS + i];
      }
      dw[dwAt + t] = (float) sum;
    }
  }

  /** Deals a plane out into the sheets, whose padding is there. */
  private void deal(float[] x, int xAt) {
    for (int residueRow = 0; residueRow < rows.step; residueRow++) {
      for (int residueColumn = 0; residueColumn < columns.step; residueColumn++) {
        int at = (residueRow * columns.step + residueColumn) * sheet;
        int column = firstColumn * columns.step + residueColumn;
        int low = columns.firstInside(column, sheetColumns);
        int high = columns.firstBeyond(column, sheetColumns);
        if (low >= high) {
          continue;
        }
        int row = firstRow * rows.step + residueRow;
        int lastRow = rows.firstBeyond(row, sheetRows);
        for (int t = rows.firstInside(row, sheetRows); t < lastRow; t++) {
          int line = xAt + (row + t * rows.step) * columns.pixels;
          int from = line + column + low * columns.step;
          int to = at + t * sheetColumns + low;
          if (columns.step == 1) {
            System.arraycopy(x, from, sheets, to, high - low);
          } else {
            for (int i = 0; i < high - low; i++) {
              sheets[to + i] = x[from + i * columns.step];
            }
          }
        }
      }
    }
  }

  /** {@code y[i] = sum over t of x[offsets[t] + i] * w[t]}, fused, in order, from 0. */
  private static void multiply(int n, int taps, float[] x, int[] offsets, float[] w, float[] y) {
    for (int i = 0; i < n; i += TOGETHER * WIDTH) {
      FloatVector s0 = FloatVector.zero(F);
      FloatVector s1 = FloatVector.zero(F);
      FloatVector s2 = FloatVector.zero(F);
      FloatVector s3 = FloatVector.zero(F);
      for (int t = 0; t < taps; t++) {
        int at = offsets[t] + i;
        FloatVector weight = FloatVector.broadcast(F, w[t]);
        s0 = FloatVector.fromArray(F, x, at).fma(weight, s0);
        s1 = FloatVector.fromArray(F, x, at + WIDTH).fma(weight, s1);
        s2 = FloatVector.fromArray(F, x, at + 2 * WIDTH).fma(weight, s2);
        s3 = FloatVector.fromArray(F, x, at + 3 * WIDTH).fma(weight, s3);
      }
      s0.intoArray(y, i);
      s1.intoArray(y, i + WIDTH);
      s2.intoArray(y, i + 2 * WIDTH);
      s3.intoArray(y, i + 3 * WIDTH);
    }
  }

  /**
   * Adds the products of {@link #TAPS} taps, from {@code first} on, and dy to their partial sums:
   * place i to partial sum i mod {@link #PARTS}.
   */
  private static void addProducts(
      int n, float[] x, int[] offsets, int first, float[] dy, float[] sums, int at) {
    int x0 = offsets[first];
    int x1 = offsets[first + 1];
    int x2 = offsets[first + 2];
    int x3 = offsets[first + 3];
    int x4 = offsets[first + 4];
    for (int part = 0; part < PARTS; part += WIDTH) {
      FloatVector s0 = FloatVector.fromArray(F, sums, at + part);
      FloatVector s1 = FloatVector.fromArray(F, sums, at + PARTS + part);
      FloatVector s2 = FloatVector.fromArray(F, sums, at + 2 * PARTS + part);
      FloatVector s3 = FloatVector.fromArray(F, sums, at + 3 * PARTS + part);
      FloatVector s4 = FloatVector.fromArray(F, sums, at + 4 * PARTS + part);
      for (int i = part; i < n; i += PARTS) {
        FloatVector d = FloatVector.fromArray(F, dy, i);
        s0 = FloatVector.fromArray(F, x, x0 + i).fma(d, s0);
        s1 = FloatVector.fromArray(F, x, x1 + i).fma(d, s1);
        s2 = FloatVector.fromArray(F, x, x2 + i).fma(d, s2);
        s3 = FloatVector.fromArray(F, x, x3 + i).fma(d, s3);
        s4 = FloatVector.fromArray(F, x, x4 + i).fma(d, s4);
      }
      s0.intoArray(sums, at + part);
      s1.intoArray(sums, at + PARTS + part);
      s2.intoArray(sums, at + 2 * PARTS + part);
      s3.intoArray(sums, at + 3 * PARTS + part);
      s4.intoArray(sums, at + 4 * PARTS + part);
    }
  }
}
