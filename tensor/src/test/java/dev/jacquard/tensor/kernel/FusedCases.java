package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.Operands.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Neighbours as one call, below and above the pieces that they are cut into. */
final class FusedCases {
  /** {@code [outer, channels, inner]}. */
  private static final int[][] CHANNELS = {
    {2, 3, 5}, {9, 65, 1}, {2, 3, 49}, {3, 17, 33}, {2, 3, 5000}, {2, 700, 13}, {1, 2, 1}
  };

  private FusedCases() {}

  static void addTo(List<KernelCase> cases) {
    for (int n : new int[] {5, 0, 33, 4096, 10_001}) {
      addSums(cases, n);
    }
    for (int[] shape : CHANNELS) {
      addNorm(cases, shape[0], shape[1], shape[2], 0, shape[1]);
    }
    addNorm(cases, 3, 9, 40, 2, 7);
    addConvolution(cases, geometry(2, 3, 5, 4, 3, 1), Activation.RELU, 0, 2);
    addConvolution(cases, geometry(5, 3, 5, 4, 3, 1), null, 1, 4);
    addConvolution(cases, geometry(1, 6, 20, 9, 3, 3), Activation.RELU6, 0, 1);
    addConvolution(cases, geometry(70, 2, 4, 8, 1, 1), Activation.RELU, 0, 70);
    addConvolution(cases, geometry(2, 2, 70, 33, 1, 1), Activation.RELU, 0, 2);
  }

  private static ConvGeometry geometry(
      int images, int channels, int side, int filters, int kernel, int groups) {
    int pad = kernel / 2;
    return new ConvGeometry(
        images, channels, side, side, filters, kernel, kernel, 1, 1, pad, pad, 1, 1, groups);
  }

  private static void addSums(List<KernelCase> cases, int n) {
    cases.add(
        KernelCase.exact(
            "addActivated n=" + n,
            (k, o) -> {
              Block a = o.input(n);
              Block b = o.input(n);
              Block y = o.output("y", n);
              k.addActivated(Activation.RELU, n, a.v(), a.at(), b.v(), b.at(), y.v(), y.at());
            }));
    cases.add(
        KernelCase.exact(
            "addActivated in place n=" + n,
            (k, o) -> {
              Block a = o.input(n, 8);
              Block y = o.inout("y", n);
              k.addActivated(Activation.RELU6, n, y.v(), y.at(), a.v(), a.at(), y.v(), y.at());
            }));
  }

  private static void addNorm(
      List<KernelCase> cases, int outer, int channels, int inner, int from, int to) {
    String shape = "[" + outer + ", " + channels + ", " + inner + "] " + from + " to " + to;
    int n = outer * channels * inner;
    cases.add(
        KernelCase.absolute(
            "normalizeActivated " + shape,
            6,
            (k, o) -> {
              Block x = o.input(n, 8);
              Block y = o.output("y", n);
              Block mean = o.input(channels);
              Block scale = o.positive(channels);
              Block shift = o.input(channels);
              k.normalizeActivated(
                  Activation.RELU6,
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
            }));
    cases.add(
        KernelCase.absolute(
            "batchNormActivatedGrad " + shape,
            16,
            (k, o) -> grad(k, o, outer, channels, inner, from, to, o.input(n), null)));
    cases.add(
        KernelCase.absolute(
            "batchNormActivatedGrad in place " + shape,
            16,
            (k, o) -> {
              Block dx = o.inout("dx", n);
              grad(k, o, outer, channels, inner, from, to, dx, dx);
            }));
  }

  private static void grad(
      Kernels k,
      Operands o,
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      Block dy,
      @Nullable Block place) {
    int n = outer * channels * inner;
    Block dx = place == null ? o.output("dx", n) : place;
    Block x = o.input(n);
    Block y = o.input(n);
    Block mean = o.input(channels, 0.3f);
    Block inverseStd = o.positive(channels);
    Block gamma = o.input(channels);
    Block dgamma = o.output("dgamma", channels);
    Block dbeta = o.output("dbeta", channels);
    k.batchNormActivatedGrad(
        Activation.RELU,
        outer,
        channels,
        inner,
        from,
        to,
        x.v(),
        x.at(),
        y.v(),
        y.at(),
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

  private static void addConvolution(
      List<KernelCase> cases, ConvGeometry g, @Nullable Activation f, int from, int to) {
    cases.add(
        KernelCase.absolute(
            "conv2dNormalized " + g + " " + f + " " + from + " to " + to,
            32,
            (k, o) -> {
              Block x = o.input(g.batch() * g.inImage());
              Block w = o.input(g.outChannels() * g.filter());
              Block mean = o.input(g.outChannels());
              Block scale = o.positive(g.outChannels());
              Block shift = o.input(g.outChannels());
              Block y = o.output("y", g.batch() * g.outImage());
              k.conv2dNormalized(
                  f,
                  g,
                  from,
                  to,
                  x.v(),
                  x.at(),
                  w.v(),
                  w.at(),
                  mean.v(),
                  mean.at(),
                  scale.v(),
                  scale.at(),
                  shift.v(),
                  shift.at(),
                  y.v(),
                  y.at());
            }));
  }
}
