package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.ConvGeometry;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Convolution where each input channel is a group: too thin for a product of matrices, so it runs
 * plane by plane, a tap at a time.
 *
 * <p>The padded input plane is dealt out into one sheet for each residue of row and column by the
 * stride. Then a tap sees, for all outputs at once, one stretch of one sheet: with rows of equal
 * length, output i of the plane and tap (u, v) meet at {@code i + offset(u, v)}. So every inner
 * loop is one long run whatever the stride, and the few places between the rows are computed and
 * dropped.
 *
 * <p>Its scratch grows to the largest plane it has met and stays.
 */
final class Depthwise {
  private final float[] partial;
  private float[] sheets = {};
  private float[] outputs = {};

  // The layout of the present geometry.
  private int sheetRows;
  private int sheetColumns;
  private int sheet;
  private int run;

  Depthwise(float[] partial) {
    this.partial = partial;
  }

  /** Lays the scratch out for a geometry. */
  private void prepare(ConvGeometry g) {
    int neededRows =
        (g.outHeight() - 1) * g.strideHeight() + (g.kernelHeight() - 1) * g.dilationHeight() + 1;
    int neededColumns =
        (g.outWidth() - 1) * g.strideWidth() + (g.kernelWidth() - 1) * g.dilationWidth() + 1;
    sheetRows = (neededRows - 1) / g.strideHeight() + 1;
    sheetColumns = (neededColumns - 1) / g.strideWidth() + 1;
    sheet = sheetRows * sheetColumns;
    run = (g.outHeight() - 1) * sheetColumns + g.outWidth();
    int size = sheet * g.strideHeight() * g.strideWidth();
    if (sheets.length < size) {
      sheets = new float[size];
    }
    if (outputs.length < run) {
      outputs = new float[run];
    }
  }

  /** Where tap (u, v) meets output 0. */
  private int offset(ConvGeometry g, int u, int v) {
    int y = u * g.dilationHeight();
    int x = v * g.dilationWidth();
    int residue = y % g.strideHeight() * g.strideWidth() + x % g.strideWidth();
    return residue * sheet + y / g.strideHeight() * sheetColumns + x / g.strideWidth();
  }

  void forward(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    prepare(g);
    int outPlane = g.outHeight() * g.outWidth();
    for (int image = from; image < to; image++) {
      for (int o = 0; o < g.outChannels(); o++) {
        if (o % g.groupOutChannels() == 0) {
          deal(g, x, inPlane(g, image, o, xAt));
        }
        Arrays.fill(outputs, 0, run, 0);
        for (int u = 0; u < g.kernelHeight(); u++) {
          for (int v = 0; v < g.kernelWidth(); v++) {
            float weight = w[wAt + o * g.filter() + u * g.kernelWidth() + v];
            addScaled(run, weight, sheets, offset(g, u, v), outputs, 0);
          }
        }
        int plane = yAt + image * g.outImage() + o * outPlane;
        for (int row = 0; row < g.outHeight(); row++) {
          System.arraycopy(
              outputs, row * sheetColumns, y, plane + row * g.outWidth(), g.outWidth());
        }
      }
    }
  }

  void inputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    prepare(g);
    for (int image = from; image < to; image++) {
      for (int o = 0; o < g.outChannels(); o++) {
        if (o % g.groupOutChannels() == 0) {
          Arrays.fill(sheets, 0, sheet * g.strideHeight() * g.strideWidth(), 0);
        }
        spread(g, dy, dyAt, image, o);
        for (int u = 0; u < g.kernelHeight(); u++) {
          for (int v = 0; v < g.kernelWidth(); v++) {
            float weight = w[wAt + o * g.filter() + u * g.kernelWidth() + v];
            addScaled(run, weight, outputs, 0, sheets, offset(g, u, v));
          }
        }
        if ((o + 1) % g.groupOutChannels() == 0) {
          collect(g, dx, inPlane(g, image, o, dxAt));
        }
      }
    }
  }

  void weightGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt) {
    prepare(g);
    int firstOut = from * g.groupOutChannels();
    int lastOut = to * g.groupOutChannels();
    Arrays.fill(dw, dwAt + firstOut * g.filter(), dwAt + lastOut * g.filter(), 0);
    for (int o = firstOut; o < lastOut; o++) {
      for (int image = 0; image < g.batch(); image++) {
        deal(g, x, inPlane(g, image, o, xAt));
        spread(g, dy, dyAt, image, o);
        for (int u = 0; u < g.kernelHeight(); u++) {
          for (int v = 0; v < g.kernelWidth(); v++) {
            dw[dwAt + o * g.filter() + u * g.kernelWidth() + v] +=
                (float)
                    Partials.totalProducts(
                        1, 0, run, sheets, offset(g, u, v), 0, outputs, 0, 0, partial);
          }
        }
      }
    }
  }

  /** Where the input plane of an output channel begins. */
  private static int inPlane(ConvGeometry g, int image, int o, int at) {
    return at + image * g.inImage() + o / g.groupOutChannels() * g.inHeight() * g.inWidth();
  }

  /** Deals a plane out into the sheets, padding included. */
  private void deal(ConvGeometry g, float[] x, int plane) {
    for (int residue = 0; residue < g.strideHeight() * g.strideWidth(); residue++) {
      int column = residue % g.strideWidth() - g.padWidth();
      int low = firstInside(column, g.strideWidth());
      int high = firstBeyond(column, g.strideWidth(), g.inWidth(), sheetColumns);
      for (int t = 0; t < sheetRows; t++) {
        int row = residue / g.strideWidth() - g.padHeight() + t * g.strideHeight();
        int at = residue * sheet + t * sheetColumns;
        if (row < 0 || row >= g.inHeight() || high <= low) {
          Arrays.fill(sheets, at, at + sheetColumns, 0);
        } else {
          Arrays.fill(sheets, at, at + low, 0);
          int line = plane + row * g.inWidth() + column;
          for (int i = low; i < high; i++) {
            sheets[at + i] = x[line + i * g.strideWidth()];
          }
          Arrays.fill(sheets, at + high, at + sheetColumns, 0);
        }
      }
    }
  }

  /** The reverse of {@link #deal}: pixels that no tap sees get 0. */
  private void collect(ConvGeometry g, float[] dx, int plane) {
    Arrays.fill(dx, plane, plane + g.inHeight() * g.inWidth(), 0);
    for (int residue = 0; residue < g.strideHeight() * g.strideWidth(); residue++) {
      int column = residue % g.strideWidth() - g.padWidth();
      int low = firstInside(column, g.strideWidth());
      int high = firstBeyond(column, g.strideWidth(), g.inWidth(), sheetColumns);
      for (int t = 0; t < sheetRows; t++) {
        int row = residue / g.strideWidth() - g.padHeight() + t * g.strideHeight();
        int at = residue * sheet + t * sheetColumns;
        if (row >= 0 && row < g.inHeight()) {
          int line = plane + row * g.inWidth() + column;
          for (int i = low; i < high; i++) {
            dx[line + i * g.strideWidth()] = sheets[at + i];
          }
        }
      }
    }
  }

  /** Lays an output plane out in rows as long as a sheet's, with zeros between. */
  private void spread(ConvGeometry g, float[] dy, int dyAt, int image, int o) {
    Arrays.fill(outputs, 0, run, 0);
    int plane = dyAt + image * g.outImage() + o * g.outHeight() * g.outWidth();
    for (int row = 0; row < g.outHeight(); row++) {
      System.arraycopy(dy, plane + row * g.outWidth(), outputs, row * sheetColumns, g.outWidth());
    }
  }

  /** The first i with {@code start + i * step >= 0}. */
  private static int firstInside(int start, int step) {
    return start >= 0 ? 0 : (step - 1 - start) / step;
  }

  /** The first i with {@code start + i * step >= size}, at most limit. */
  private static int firstBeyond(int start, int step, int size, int limit) {
    return Math.max(0, Math.min(limit, (size - start + step - 1) / step));
  }

  /** {@code y += factor * x}, fused, as in the products that other convolutions are. */
  private static void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    FloatVector factors = FloatVector.broadcast(F, factor);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, x, xAt + i)
          .fma(factors, FloatVector.fromArray(F, y, yAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = Math.fma(x[xAt + i], factor, y[yAt + i]);
    }
  }
}
