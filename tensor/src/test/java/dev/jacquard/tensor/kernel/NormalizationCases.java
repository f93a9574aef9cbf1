package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.Arrays;
import java.util.List;

/** Norms and the softmax family, with large means, special values and parts. */
final class NormalizationCases {
  /** {@code [outer, channels, inner]} with at least one element a channel. */
  private static final int[][] CHANNELS = {
    {2, 3, 5},
    {1, 1, 1},
    {4, 7, 1},
    {9, 65, 1},
    {1, 5, 100},
    {3, 2, 8},
    {2, 5, 16},
    {2, 3, 49},
    {3, 17, 33},
    {1, 4, 1023},
    {2, 0, 3}
  };

  private static final int[][] ROWS = {
    {3, 33}, {0, 5}, {1, 1}, {2, 3}, {5, 4}, {3, 7}, {2, 8}, {4, 16}, {2, 31}, {3, 64}, {7, 65},
    {2, 100}, {1, 1000}, {2, 1023}
  };

  private NormalizationCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int[] shape : CHANNELS) {
      addBatchNorm(cases, shape[0], shape[1], shape[2], 0, shape[1]);
    }
    addBatchNorm(cases, 2, 9, 11, 3, 7);
    addBatchNorm(cases, 2, 9, 11, 5, 5);
    addLargeMean(cases);
    for (int[] shape : ROWS) {
      addLayerNorm(cases, shape[0], shape[1]);
      addSoftmax(cases, shape[0], shape[1]);
    }
    addSpecials(cases);
  }

  private static void addBatchNorm(
      List<KernelCase> cases, int outer, int channels, int inner, int from, int to) {
    String shape = "[" + outer + ", " + channels + ", " + inner + "] " + from + " to " + to;
    int n = outer * channels * inner;
    cases.add(
        KernelCase.absolute(
            "channelMoments " + shape,
            6,
            (k, o) -> {
              Block x = o.input(n);
              moments(k, o, x, outer, channels, inner, from, to);
            }));
    cases.add(
        KernelCase.absolute(
            "normalizeChannels " + shape,
            6,
            (k, o) -> {
              Block x = o.input(n);
              Block y = o.output("y", n);
              normalize(k, o, outer, channels, inner, x, y);
            }));
    cases.add(
        KernelCase.absolute(
            "normalizeChannels in place " + shape,
            6,
            (k, o) -> {
              Block y = o.inout("y", n);
              normalize(k, o, outer, channels, inner, y, y);
            }));
    cases.add(
        KernelCase.absolute(
            "batchNormGrad " + shape,
            16,
            (k, o) -> {
              Block dy = o.input(n);
              Block dx = o.output("dx", n);
              batchNormGrad(k, o, outer, channels, inner, dy, dx, from, to);
            }));
    cases.add(
        KernelCase.absolute(
            "batchNormGrad in place " + shape,
            16,
            (k, o) -> {
              Block dx = o.inout("dx", n);
              batchNormGrad(k, o, outer, channels, inner, dx, dx, from, to);
            }));
  }

  static void moments(
      Kernels k, Operands o, Block x, int outer, int channels, int inner, int... bounds) {
    Block mean = o.output("mean", channels);
    Block variance = o.output("variance", channels);
    for (int i = 1; i < bounds.length; i++) {
      k.channelMoments(
          outer,
          channels,
          inner,
          bounds[i - 1],
          bounds[i],
          x.v(),
          x.at(),
          mean.v(),
          mean.at(),
          variance.v(),
          variance.at());
    }
  }

  private static void normalize(
      Kernels k, Operands o, int outer, int channels, int inner, Block x, Block y) {
    Block mean = o.input(channels);
    Block scale = o.positive(channels);
    Block shift = o.input(channels);
    k.normalizeChannels(
        outer,
        channels,
        inner,
        x.v(),
        x.at(),
        mean.v(),
        mean.at(),
        scale.v(),
        scale.at(),
        shift.v(),
        shift.at(),
        y.v(),
        y.at());
  }

  static void batchNormGrad(
      Kernels k,
      Operands o,
      int outer,
      int channels,
      int inner,
      Block dy,
      Block dx,
      int... bounds) {
    Block x = o.input(outer * channels * inner);
    Block mean = o.input(channels, 0.3f);
    Block inverseStd = o.positive(channels);
    Block gamma = o.input(channels);
    Block dgamma = o.output("dgamma", channels);
    Block dbeta = o.output("dbeta", channels);
    for (int i = 1; i < bounds.length; i++) {
      k.batchNormGrad(
          outer,
          channels,
          inner,
          bounds[i - 1],
          bounds[i],
          x.v(),
          x.at(),
          dy.v(),
          dy.at(),
          mean.v(),
          mean.at(),
          inverseStd.v(),
          inverseStd.at(),
          gamma.v(),
          gamma.at(),
          dx.v(),
          dx.at(),
          dgamma.v(),
          dgamma.at(),
          dbeta.v(),
          dbeta.at());
    }
  }

  /** A variance far below the square of the mean, which a single pass would lose. */
  private static void addLargeMean(List<KernelCase> cases) {
    float[] x = new float[2 * 2 * 50];
    for (int i = 0; i < x.length; i++) {
      x[i] = 3000 + i * 37 % 11 * 0.25f;
    }
    cases.add(
        KernelCase.relative(
            "channelMoments of a large mean",
            6,
            (k, o) -> moments(k, o, o.values(x), 2, 2, 50, 0, 2)));
    cases.add(
        KernelCase.relative(
            "channelMoments of equal elements",
            0,
            (k, o) -> {
              float[] equal = new float[60];
              Arrays.fill(equal, 0.1f);
              moments(k, o, o.values(equal), 2, 2, 15, 0, 2);
            }));
  }

  private static void addLayerNorm(List<KernelCase> cases, int rows, int columns) {
    String shape = "[" + rows + ", " + columns + "]";
    int n = rows * columns;
    cases.add(
        KernelCase.absolute(
            "layerNorm " + shape,
            16,
            (k, o) -> {
              Block x = o.input(n);
              Block gamma = o.input(columns);
              Block beta = o.input(columns);
              Block y = o.output("y", n);
              Block mean = o.output("mean", rows);
              Block inverseStd = o.output("inverseStd", rows);
              k.layerNorm(
                  rows,
                  columns,
                  1e-5f,
                  x.v(),
                  x.at(),
                  gamma.v(),
                  gamma.at(),
                  beta.v(),
                  beta.at(),
                  y.v(),
                  y.at(),
                  mean.v(),
                  mean.at(),
                  inverseStd.v(),
                  inverseStd.at());
            }));
    cases.add(
        KernelCase.absolute(
            "layerNormGrad " + shape,
            16,
            (k, o) -> {
              Block x = o.input(n);
              Block dy = o.input(n);
              Block gamma = o.input(columns);
              Block mean = o.input(rows, 0.3f);
              Block inverseStd = o.positive(rows);
              Block dx = o.output("dx", n);
              k.layerNormGrad(
                  rows,
                  columns,
                  x.v(),
                  x.at(),
                  dy.v(),
                  dy.at(),
                  gamma.v(),
                  gamma.at(),
                  mean.v(),
                  mean.at(),
                  inverseStd.v(),
                  inverseStd.at(),
                  dx.v(),
                  dx.at());
            }));
    cases.add(
        KernelCase.absolute(
            "layerNormParameterGrad " + shape,
            8 + 2 * Math.sqrt(rows),
            (k, o) -> {
              Block x = o.input(n);
              Block dy = o.input(n);
              Block mean = o.input(rows, 0.3f);
              Block inverseStd = o.positive(rows);
              Block dgamma = o.output("dgamma", columns);
              Block dbeta = o.output("dbeta", columns);
              k.layerNormParameterGrad(
                  rows,
                  columns,
                  x.v(),
                  x.at(),
                  dy.v(),
                  dy.at(),
                  mean.v(),
                  mean.at(),
                  inverseStd.v(),
                  inverseStd.at(),
                  dgamma.v(),
                  dgamma.at(),
                  dbeta.v(),
                  dbeta.at());
            }));
  }

  private static void addSoftmax(List<KernelCase> cases, int rows, int columns) {
    String shape = " [" + rows + ", " + columns + "]";
    int n = rows * columns;
    cases.add(
        KernelCase.relative(
            "softmax" + shape,
            24,
            (k, o) -> {
              Block x = o.input(n, 10);
              Block y = o.output("y", n);
              k.softmax(rows, columns, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.relative(
            "softmax in place" + shape,
            24,
            (k, o) -> {
              Block y = o.inout("y", n);
              k.softmax(rows, columns, y.v(), y.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.absolute(
            "logSoftmax" + shape,
            6,
            (k, o) -> {
              Block x = o.input(n, 10);
              Block y = o.output("y", n);
              k.logSoftmax(rows, columns, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.absolute(
            "logSoftmax in place" + shape,
            6,
            (k, o) -> {
              Block y = o.inout("y", n);
              k.logSoftmax(rows, columns, y.v(), y.at(), y.v(), y.at());
            }));
    for (boolean inPlace : new boolean[] {false, true}) {
      String where = inPlace ? " in place" : "";
      cases.add(
          KernelCase.absolute(
              "softmaxGrad" + where + shape,
              6,
              (k, o) -> {
                Block y = o.positive(n);
                Block dx = inPlace ? o.inout("dx", n) : o.output("dx", n);
                Block dy = inPlace ? dx : o.input(n);
                k.softmaxGrad(rows, columns, y.v(), y.at(), dy.v(), dy.at(), dx.v(), dx.at());
              }));
      cases.add(
          KernelCase.absolute(
              "logSoftmaxGrad" + where + shape,
              // The sum of dy may cancel, and then its rounding weighs more.
              8 + Math.sqrt(columns) / 8,
              (k, o) -> {
                Block y = o.input(n, 3);
                Block dx = inPlace ? o.inout("dx", n) : o.output("dx", n);
                Block dy = inPlace ? dx : o.input(n);
                k.logSoftmaxGrad(rows, columns, y.v(), y.at(), dy.v(), dy.at(), dx.v(), dx.at());
              }));
    }
  }

  private static void addSpecials(List<KernelCase> cases) {
    float inf = Float.POSITIVE_INFINITY;
    float[][] rows = {
      {1, 2, inf, 3, 4, 5, 6, 7, 8, 9},
      {-inf, -inf, -inf, -inf, -inf, -inf, -inf, -inf, -inf, -inf},
      {1, -inf, 2, -inf, 0, 3, -inf, -1, -2, 1},
      {1, 2, 3, Float.NaN, 4, 5, 6, 7, 8, 9},
      {1e30f, 1, -1e30f, 1e30f, 0, 5, 9, 1e29f, -5, 1},
      {200, 96, 100, 104, 110, 95, 199, 150, 112, 113}
    };
    for (float[] row : rows) {
      int n = row.length;
      String values = " of " + Arrays.toString(row);
      cases.add(
          KernelCase.relative(
              "softmax" + values,
              24,
              (k, o) -> {
                Block x = o.values(row);
                Block y = o.output("y", n);
                k.softmax(1, n, x.v(), x.at(), y.v(), y.at());
              }));
      cases.add(
          KernelCase.absolute(
              "logSoftmax" + values,
              6,
              (k, o) -> {
                Block x = o.values(row);
                Block y = o.output("y", n);
                k.logSoftmax(1, n, x.v(), x.at(), y.v(), y.at());
              }));
    }
  }
}
