package dev.jacquard.tensor;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.AdamStep;
import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.SgdStep;

/**
 * Kernels that cut each call along an axis it offers for splitting and hand the pieces to the
 * {@link Workers}. Pieces depend on sizes alone, never on the number of threads, and kernels
 * promise that no result depends on the cut. Sums over everything, which have no such axis, are
 * added up piece by piece in order, on any number of threads.
 */
final class ParallelKernels implements Kernels {
  /** Elements of a piece of pointwise work: enough to outweigh waking a thread. */
  private static final int CHUNK = 1 << 15;

  /** Multiply-adds of the smallest piece of a product or convolution. */
  private static final long MULTIPLY_ADDS = 1 << 20;

  /** Most pieces of a product or convolution: each packs its operands anew. */
  private static final int PIECES = 8;

  /**
   * A part of a call: {@code from} (inclusive) to {@code to} (exclusive) of the axis that is cut.
   */
  private interface Part {
    void run(int from, int to, Kernels kernels);
  }

  private final Workers workers;

  ParallelKernels(Workers workers) {
    this.workers = workers;
  }

  private void split(int n, int grain, Part part) {
    if (workers.threads() == 1 || n <= grain) {
      part.run(0, n, workers.own());
    } else {
      int tasks = (int) (((long) n + grain - 1) / grain);
      workers.run(
          tasks, (i, kernels) -> part.run(i * grain, (int) Math.min(n, (i + 1L) * grain), kernels));
    }
  }

  /** How many items of a width make a piece. */
  private static int grain(int width) {
    return Math.max(1, CHUNK / Math.max(1, width));
  }

  /** Cuts n items that cost {@code work} multiply-adds in all, in multiples of {@code unit}. */
  private static int grain(int n, long work, int unit) {
    long pieces = Math.max(1, Math.min(PIECES, work / MULTIPLY_ADDS));
    int grain = (int) ((n + pieces - 1) / pieces);
    return Math.max(1, (grain + unit - 1) / unit * unit);
  }

  @Override
  public void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      int bColumn,
      float beta,
      float[] c,
      int cAt,
      int cRow) {
    long work = (long) m * n * k;
    if (m >= n) {
      split(
          m,
          grain(m, work, 8),
          (from, to, kernels) ->
              kernels.gemm(
                  to - from,
                  n,
                  k,
                  a,
                  aAt + from * aRow,
                  aRow,
                  aColumn,
                  b,
                  bAt,
                  bRow,
                  bColumn,
                  beta,
                  c,
                  cAt + from * cRow,
                  cRow));
    } else {
      split(
          n,
          grain(n, work, 32),
          (from, to, kernels) ->
              kernels.gemm(
                  m,
                  to - from,
                  k,
                  a,
                  aAt,
                  aRow,
                  aColumn,
                  b,
                  bAt + from * bColumn,
                  bRow,
                  bColumn,
                  beta,
                  c,
                  cAt + from,
                  cRow));
    }
  }

  @Override
  public void gemmBatch(
      int batch,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int aBatch,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bBatch,
      int bRow,
      int bColumn,
      float beta,
      float[] c,
      int cAt,
      int cBatch,
      int cRow) {
    if (batch == 1) {
      gemm(m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, beta, c, cAt, cRow);
      return;
    }
    split(
        batch,
        grain(batch, (long) batch * m * n * k, 1),
        (from, to, kernels) ->
            kernels.gemmBatch(
                to - from,
                m,
                n,
                k,
                a,
                aAt + from * aBatch,
                aBatch,
                aRow,
                aColumn,
                b,
                bAt + from * bBatch,
                bBatch,
                bRow,
                bColumn,
                beta,
                c,
                cAt + from * cBatch,
                cBatch,
                cRow));
  }

  @Override
  public void conv2d(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    if (to - from == 1) {
      conv2dChannels(g, from, x, xAt, w, wAt, y, yAt);
      return;
    }
    split(
        to - from,
        images(g, to - from),
        (first, last, k) -> k.conv2d(g, from + first, from + last, x, xAt, w, wAt, y, yAt));
  }

  /** One image, cut along its output channels, or along its groups where there are several. */
  private void conv2dChannels(
      ConvGeometry g, int image, float[] x, int xAt, float[] w, int wAt, float[] y, int yAt) {
    int unit = g.groups() == 1 ? 8 : g.groupOutChannels();
    int plane = g.outHeight() * g.outWidth();
    int inPlane = g.inHeight() * g.inWidth();
    long work = (long) g.outImage() * g.filter();
    split(
        g.outChannels(),
        grain(g.outChannels(), work, unit),
        (first, last, k) -> {
          int group = first / g.groupOutChannels();
          ConvGeometry part = g.outputs(last - first);
          k.conv2d(
              part,
              0,
              1,
              x,
              xAt + image * g.inImage() + group * g.groupInChannels() * inPlane,
              w,
              wAt + first * g.filter(),
              y,
              yAt + image * g.outImage() + first * plane);
        });
  }

  @Override
  public void conv2dInputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    split(
        to - from,
        images(g, to - from),
        (first, last, k) ->
            k.conv2dInputGrad(g, from + first, from + last, dy, dyAt, w, wAt, dx, dxAt));
  }

  @Override
  public void conv2dWeightGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt) {
    long work = g.multiplyAdds() / g.inChannels() * (to - from);
    split(
        to - from,
        grain(to - from, work, 1),
        (first, last, k) ->
            k.conv2dWeightGrad(g, from + first, from + last, x, xAt, dy, dyAt, dw, dwAt));
  }

  private static int images(ConvGeometry g, int images) {
    return grain(images, (long) images * g.outImage() * g.filter(), 1);
  }

  @Override
  public void addChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    int image = channels * inner;
    if (outer == 1) {
      split(
          channels,
          grain(inner),
          (from, to, k) ->
              k.addChannels(
                  1,
                  to - from,
                  inner,
                  x,
                  xAt + from * inner,
                  b,
                  bAt + from,
                  y,
                  yAt + from * inner));
    } else {
      split(
          outer,
          grain(image),
          (from, to, k) ->
              k.addChannels(
                  to - from,
                  channels,
                  inner,
                  x,
                  xAt + from * image,
                  b,
                  bAt,
                  y,
                  yAt + from * image));
    }
  }

  @Override
  public void multiplyChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    int image = channels * inner;
    if (outer == 1) {
      split(
          channels,
          grain(inner),
          (from, to, k) ->
              k.multiplyChannels(
                  1,
                  to - from,
                  inner,
                  x,
                  xAt + from * inner,
                  b,
                  bAt + from,
                  y,
                  yAt + from * inner));
    } else {
      split(
          outer,
          grain(image),
          (from, to, k) ->
              k.multiplyChannels(
                  to - from,
                  channels,
                  inner,
                  x,
                  xAt + from * image,
                  b,
                  bAt,
                  y,
                  yAt + from * image));
    }
  }

  @Override
  public void normalizeChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt) {
    int image = channels * inner;
    split(
        outer,
        grain(image),
        (from, to, k) ->
            k.normalizeChannels(
                to - from,
                channels,
                inner,
                x,
                xAt + from * image,
                mean,
                meanAt,
                scale,
                scaleAt,
                shift,
                shiftAt,
                y,
                yAt + from * image));
  }

  @Override
  public double sum(int n, float[] x, int xAt) {
    return inOrder(n, (at, length, k) -> k.sum(length, x, xAt + at));
  }

  @Override
  public double dot(int n, float[] a, int aAt, float[] b, int bAt) {
    return inOrder(n, (at, length, k) -> k.dot(length, a, aAt + at, b, bAt + at));
  }

  private interface PartialSum {
    double of(int at, int length, Kernels kernels);
  }

  private double inOrder(int n, PartialSum partial) {
    if (n <= CHUNK) {
      return partial.of(0, n, workers.own());
    }
    double[] sums = new double[(n - 1) / CHUNK + 1];
    split(
        sums.length,
        1,
        (from, to, k) -> {
          for (int i = from; i < to; i++) {
            sums[i] = partial.of(i * CHUNK, Math.min(CHUNK, n - i * CHUNK), k);
          }
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  @Override
  public void copy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    if (dims.length == 0) {
      workers.own().copy(dims, x, xAt, xStrides, y, yAt, yStrides);
      return;
    }
    int inner = 1;
    for (int axis = 1; axis < dims.length; axis++) {
      inner *= dims[axis];
    }
    split(
        dims[0],
        grain(inner),
        (from, to, k) -> {
          int[] part = dims.clone();
          part[0] = to - from;
          k.copy(
              part, x, xAt + from * xStrides[0], xStrides, y, yAt + from * yStrides[0], yStrides);
        });
  }

  @Override
  public void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    split(
        planes,
        grain(g.inPlane()),
        (from, to, k) ->
            k.maxPool(g, to - from, x, xAt + from * g.inPlane(), y, yAt + from * g.outPlane()));
  }

  @Override
  public void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split(
        planes,
        grain(g.inPlane()),
        (from, to, k) ->
            k.maxPoolGrad(
                g,
                to - from,
                x,
                xAt + from * g.inPlane(),
                dy,
                dyAt + from * g.outPlane(),
                dx,
                dxAt + from * g.inPlane()));
  }

  @Override
  public void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    split(
        planes,
        grain(g.inPlane()),
        (from, to, k) ->
            k.averagePool(g, to - from, x, xAt + from * g.inPlane(), y, yAt + from * g.outPlane()));
  }

  @Override
  public void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    split(
        planes,
        grain(g.inPlane()),
        (from, to, k) ->
            k.averagePoolGrad(
                g, to - from, dy, dyAt + from * g.outPlane(), dx, dxAt + from * g.inPlane()));
  }

  @Override
  public void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    split(n, CHUNK, (from, to, k) -> k.activation(f, to - from, x, xAt + from, y, yAt + from));
  }

  @Override
  public void activationGrad(
      Activation f, int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split(
        n,
        CHUNK,
        (from, to, k) ->
            k.activationGrad(f, to - from, x, xAt + from, dy, dyAt + from, dx, dxAt + from));
  }

  @Override
  public void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split(n, CHUNK, (from, to, k) -> k.add(to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  public void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split(
        n,
        CHUNK,
        (from, to, k) -> k.subtract(to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  public void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split(
        n,
        CHUNK,
        (from, to, k) -> k.multiply(to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  public void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    split(n, CHUNK, (from, to, k) -> k.scale(to - from, factor, x, xAt + from, y, yAt + from));
  }

  @Override
  public void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    split(n, CHUNK, (from, to, k) -> k.addScaled(to - from, factor, x, xAt + from, y, yAt + from));
  }

  @Override
  public void sgd(
      SgdStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] velocity,
      int velocityAt) {
    split(
        n,
        CHUNK,
        (from, to, k) ->
            k.sgd(step, to - from, p, pAt + from, g, gAt + from, velocity, velocityAt + from));
  }

  @Override
  public void adam(
      AdamStep step,
      int n,
      float[] p,
      int pAt,
      float[] g,
      int gAt,
      float[] m,
      int mAt,
      float[] v,
      int vAt) {
    split(
        n,
        CHUNK,
        (from, to, k) ->
            k.adam(step, to - from, p, pAt + from, g, gAt + from, m, mAt + from, v, vAt + from));
  }

  @Override
  public void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    split(
        outer,
        grain(axis * inner),
        (from, to, k) ->
            k.sumAxis(to - from, axis, inner, x, xAt + from * axis * inner, y, yAt + from * inner));
  }

  @Override
  public void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    split(
        outer,
        grain(axis * inner),
        (from, to, k) ->
            k.maxAxis(to - from, axis, inner, x, xAt + from * axis * inner, y, yAt + from * inner));
  }

  @Override
  public void argMaxAxis(int outer, int axis, int inner, float[] x, int xAt, int[] y, int yAt) {
    split(
        outer,
        grain(axis * inner),
        (from, to, k) ->
            k.argMaxAxis(
                to - from, axis, inner, x, xAt + from * axis * inner, y, yAt + from * inner));
  }

  @Override
  public void sumChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] y,
      int yAt) {
    split(
        to - from,
        grain(outer * inner),
        (first, last, k) ->
            k.sumChannels(outer, channels, inner, from + first, from + last, x, xAt, y, yAt));
  }

  @Override
  public void dotChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    split(
        to - from,
        grain(outer * inner),
        (first, last, k) ->
            k.dotChannels(
                outer, channels, inner, from + first, from + last, a, aAt, b, bAt, y, yAt));
  }

  @Override
  public void channelMoments(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] variance,
      int varianceAt) {
    split(
        to - from,
        grain(outer * inner),
        (first, last, k) ->
            k.channelMoments(
                outer,
                channels,
                inner,
                from + first,
                from + last,
                x,
                xAt,
                mean,
                meanAt,
                variance,
                varianceAt));
  }

  @Override
  public void batchNormGrad(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] gamma,
      int gammaAt,
      float[] dx,
      int dxAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt) {
    split(
        to - from,
        grain(outer * inner),
        (first, last, k) ->
            k.batchNormGrad(
                outer,
                channels,
                inner,
                from + first,
                from + last,
                x,
                xAt,
                dy,
                dyAt,
                mean,
                meanAt,
                inverseStd,
                inverseStdAt,
                gamma,
                gammaAt,
                dx,
                dxAt,
                dgamma,
                dgammaAt,
                dbeta,
                dbetaAt));
  }

  @Override
  public void layerNorm(
      int rows,
      int columns,
      float eps,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float[] y,
      int yAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt) {
    split(
        rows,
        grain(columns),
        (from, to, k) ->
            k.layerNorm(
                to - from,
                columns,
                eps,
                x,
                xAt + from * columns,
                gamma,
                gammaAt,
                beta,
                betaAt,
                y,
                yAt + from * columns,
                mean,
                meanAt + from,
                inverseStd,
                inverseStdAt + from));
  }

  @Override
  public void layerNormGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] gamma,
      int gammaAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dx,
      int dxAt) {
    split(
        rows,
        grain(columns),
        (from, to, k) ->
            k.layerNormGrad(
                to - from,
                columns,
                x,
                xAt + from * columns,
                dy,
                dyAt + from * columns,
                gamma,
                gammaAt,
                mean,
                meanAt + from,
                inverseStd,
                inverseStdAt + from,
                dx,
                dxAt + from * columns));
  }

  @Override
  public void layerNormParameterGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt) {
    workers
        .own()
        .layerNormParameterGrad(
            rows,
            columns,
            x,
            xAt,
            dy,
            dyAt,
            mean,
            meanAt,
            inverseStd,
            inverseStdAt,
            dgamma,
            dgammaAt,
            dbeta,
            dbetaAt);
  }

  @Override
  public void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    split(
        rows,
        grain(columns),
        (from, to, k) ->
            k.softmax(to - from, columns, x, xAt + from * columns, y, yAt + from * columns));
  }

  @Override
  public void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split(
        rows,
        grain(columns),
        (from, to, k) ->
            k.softmaxGrad(
                to - from,
                columns,
                y,
                yAt + from * columns,
                dy,
                dyAt + from * columns,
                dx,
                dxAt + from * columns));
  }

  @Override
  public void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    split(
        rows,
        grain(columns),
        (from, to, k) ->
            k.logSoftmax(to - from, columns, x, xAt + from * columns, y, yAt + from * columns));
  }

  @Override
  public void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split(
        rows,
        grain(columns),
        (from, to, k) ->
            k.logSoftmaxGrad(
                to - from,
                columns,
                y,
                yAt + from * columns,
                dy,
                dyAt + from * columns,
                dx,
                dxAt + from * columns));
  }

  @Override
  public void gruGates(
      int rows,
      int hidden,
      float[] a,
      int aAt,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      float[] gates,
      int gatesAt,
      float[] y,
      int yAt) {
    split(
        rows,
        grain(hidden),
        (from, to, k) ->
            k.gruGates(
                to - from,
                hidden,
                a,
                aAt + from * 3 * hidden,
                c,
                cAt + from * 3 * hidden,
                h,
                hAt + from * hidden,
                gates,
                gatesAt + from * 3 * hidden,
                y,
                yAt + from * hidden));
  }

  @Override
  public void gruGatesGrad(
      int rows,
      int hidden,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      float[] gates,
      int gatesAt,
      float[] dy,
      int dyAt,
      float[] da,
      int daAt,
      float[] dc,
      int dcAt,
      float[] dh,
      int dhAt) {
    split(
        rows,
        grain(hidden),
        (from, to, k) ->
            k.gruGatesGrad(
                to - from,
                hidden,
                c,
                cAt + from * 3 * hidden,
                h,
                hAt + from * hidden,
                gates,
                gatesAt + from * 3 * hidden,
                dy,
                dyAt + from * hidden,
                da,
                daAt + from * 3 * hidden,
                dc,
                dcAt + from * 3 * hidden,
                dh,
                dhAt + from * hidden));
  }

  @Override
  public void gatherRows(
      int rows,
      int width,
      int[] index,
      int indexAt,
      float[] table,
      int tableAt,
      float[] y,
      int yAt) {
    split(
        rows,
        grain(width),
        (from, to, k) ->
            k.gatherRows(
                to - from, width, index, indexAt + from, table, tableAt, y, yAt + from * width));
  }

  @Override
  public void scatterAddRows(
      int rows,
      int width,
      int[] index,
      int indexAt,
      float[] x,
      int xAt,
      float[] table,
      int tableAt) {
    workers.own().scatterAddRows(rows, width, index, indexAt, x, xAt, table, tableAt);
  }

  @Override
  public void addCopy(
      int[] dims, float[] x, int xAt, int[] xStrides, float[] y, int yAt, int[] yStrides) {
    workers.own().addCopy(dims, x, xAt, xStrides, y, yAt, yStrides);
  }
}
