package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.Arrays;
import java.util.List;

/** Sums, products and maxima over awkward lengths and along each axis. */
final class ReductionCases {
  /** {@code [outer, axis, inner]}, the axis at least 1. */
  private static final int[][] AXES = {
    {3, 5, 7},
    {1, 1, 1},
    {0, 3, 2},
    {2, 3, 0},
    {4, 33, 1},
    {1, 100, 1},
    {1, 9, 65},
    {3, 1, 8},
    {5, 2, 16},
    {2, 17, 33},
    {1, 300, 9},
    {9, 4, 1},
    {2, 7, 130}
  };

  private ReductionCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int n : PointwiseCases.LENGTHS) {
      addWhole(cases, n);
    }
    addWhole(cases, 100_003);
    addLongSums(cases);
    for (int[] shape : AXES) {
      addAxis(cases, shape[0], shape[1], shape[2]);
    }
    for (int inner : new int[] {1, 4}) {
      addSpecialMaxima(cases, inner);
    }
    for (int[] shape : PointwiseCases.CHANNELS) {
      addChannels(cases, shape[0], shape[1], shape[2], 0, shape[1]);
    }
    addChannels(cases, 2, 9, 11, 3, 7);
    addChannels(cases, 5, 40, 1, 1, 36);
    addChannels(cases, 2, 9, 11, 4, 4);
  }

  private static void addWhole(List<KernelCase> cases, int n) {
    // Kept in double: what is left is the rounding of the result and of lanes of short stretches.
    double epsilons = 4;
    cases.add(
        new KernelCase(
            "sum n=" + n,
            (k, o) -> {
              Block x = o.input(n);
              o.result("sum", k.sum(n, x.v(), x.at()));
            },
            KernelCase.Scale.TERMS,
            epsilons));
    cases.add(
        new KernelCase(
            "dot n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block b = o.input(n);
              o.result("dot", k.dot(n, a.v(), a.at(), b.v(), b.at()));
            },
            KernelCase.Scale.TERMS,
            epsilons));
  }

  /** Sums that a float would lose: each term is far below the last place of the sum. */
  private static void addLongSums(List<KernelCase> cases) {
    float[] terms = new float[300_007];
    Arrays.fill(terms, 0.1f);
    cases.add(
        KernelCase.relative(
            "sum of many equal terms",
            4,
            (k, o) -> {
              Block x = o.values(terms);
              o.result("sum", k.sum(terms.length, x.v(), x.at()));
            }));
    cases.add(
        KernelCase.relative(
            "dot of many equal terms",
            4,
            (k, o) -> {
              Block x = o.values(terms);
              o.result("dot", k.dot(terms.length, x.v(), x.at(), x.v(), x.at()));
            }));
  }

  private static void addAxis(List<KernelCase> cases, int outer, int axis, int inner) {
    String shape = "[" + outer + ", " + axis + ", " + inner + "]";
    int n = outer * axis * inner;
    int out = outer * inner;
    cases.add(
        KernelCase.sums(
            "sumAxis " + shape,
            axis,
            (k, o) -> {
              Block x = o.input(n);
              Block y = o.output("y", out);
              k.sumAxis(outer, axis, inner, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "maxAxis " + shape,
            (k, o) -> {
              Block x = o.input(n);
              Block y = o.output("y", out);
              k.maxAxis(outer, axis, inner, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "argMaxAxis " + shape, (k, o) -> argMax(k, o, outer, axis, inner, o.input(n))));
    cases.add(
        KernelCase.exact(
            "argMaxAxis among equals " + shape,
            (k, o) -> {
              float[] values = new float[n];
              for (int i = 0; i < n; i++) {
                values[i] = i * 31 % 3;
              }
              argMax(k, o, outer, axis, inner, o.values(values));
            }));
  }

  private static void argMax(Kernels k, Operands o, int outer, int axis, int inner, Block x) {
    int[] y = new int[outer * inner + 3];
    y[0] = -7;
    y[y.length - 1] = -8;
    k.argMaxAxis(outer, axis, inner, x.v(), x.at(), y, 1);
    double[] indices = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      indices[i] = y[i];
    }
    o.result("y", indices);
  }

  private static void addSpecialMaxima(List<KernelCase> cases, int inner) {
    float inf = Float.POSITIVE_INFINITY;
    float nan = Float.NaN;
    float[] rows = {
      1, nan, 3, nan, -inf, -inf, -inf, -inf, inf, 2, inf, 2, -0f, 0f, -0f, 0f, nan, nan, inf, -inf
    };
    int outer = rows.length / 4 / inner;
    float[] x = Arrays.copyOf(rows, outer * 4 * inner);
    cases.add(
        KernelCase.exact(
            "maxAxis of special values inner=" + inner,
            (k, o) -> {
              Block in = o.values(x);
              Block y = o.output("y", outer * inner);
              k.maxAxis(outer, 4, inner, in.v(), in.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "argMaxAxis of special values inner=" + inner,
            (k, o) -> argMax(k, o, outer, 4, inner, o.values(x))));
  }

  private static void addChannels(
      List<KernelCase> cases, int outer, int channels, int inner, int from, int to) {
    String shape = "[" + outer + ", " + channels + ", " + inner + "] " + from + " to " + to;
    int n = outer * channels * inner;
    cases.add(
        KernelCase.sums(
            "sumChannels " + shape,
            4,
            (k, o) -> {
              Block x = o.input(n);
              Block y = o.output("y", channels);
              k.sumChannels(outer, channels, inner, from, to, x.v(), x.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.sums(
            "dotChannels " + shape,
            4,
            (k, o) -> {
              Block a = o.input(n);
              Block b = o.input(n);
              Block y = o.output("y", channels);
              k.dotChannels(
                  outer, channels, inner, from, to, a.v(), a.at(), b.v(), b.at(), y.v(), y.at());
            }));
  }
}
