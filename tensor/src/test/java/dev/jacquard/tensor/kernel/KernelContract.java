package dev.jacquard.tensor.kernel;

import dev.jacquard.tensor.kernel.KernelCase.Call;
import dev.jacquard.tensor.kernel.Operands.Output;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every implementation of {@link Kernels} has to keep. A backend's test extends this and names
 * the backend and its judge.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class KernelContract {
  /** A new instance of the backend that is tested. */
  abstract Kernels kernels();

  /** How often a kernel is called until it is compiled for good. */
  int calls() {
    return 20_000;
  }

  /** What decides which results are right. */
  Kernels judge() {
    return new DoubleReference();
  }

  static List<KernelCase> cases() {
    return KernelCases.all();
  }

  static List<KernelCase> smallCases() {
    return KernelCases.small();
  }

  /** Goes first, so that the first runs are not compiled yet. */
  @Order(1)
  @ParameterizedTest
  @MethodSource("smallCases")
  void givesTheSameBitsBeforeAndAfterItsCompilation(KernelCase each) {
    Kernels kernels = kernels();
    List<Output> first = each.run(kernels);
    for (int i = 1; i < calls(); i++) {
      each.run(kernels);
    }
    KernelCase.assertSame(first, each.run(kernels), each.name());
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithItsJudge(KernelCase each) {
    each.compare(judge(), kernels());
  }

  @Order(2)
  @Test
  void givesTheSameBitsInAnyOrderOfCallsOnOneInstance() {
    Kernels used = kernels();
    List<KernelCase> small = KernelCases.small();
    small.forEach(each -> each.run(used));
    for (int i = small.size() - 1; i >= 0; i--) {
      KernelCase each = small.get(i);
      KernelCase.assertSame(each.run(kernels()), each.run(used), each.name());
    }
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("geometries")
  void splittingAConvolutionChangesNoBit(ConvGeometry g) {
    int[] images = parts(g.batch());
    int[] channels = parts(g.inChannels());
    same(
        (k, o) -> ConvolutionCases.forward(k, o, g, 0, g.batch()),
        (k, o) -> ConvolutionCases.forward(k, o, g, images));
    same(
        (k, o) -> ConvolutionCases.inputGrad(k, o, g, 0, g.batch()),
        (k, o) -> ConvolutionCases.inputGrad(k, o, g, images));
    same(
        (k, o) -> ConvolutionCases.weightGrad(k, o, g, 0, g.inChannels()),
        (k, o) -> ConvolutionCases.weightGrad(k, o, g, channels));
  }

  static List<ConvGeometry> geometries() {
    return ConvolutionCases.geometries();
  }

  /** Bounds of uneven parts of 0 to n. */
  private static int[] parts(int n) {
    return new int[] {0, n / 4, n / 2, Math.max(n / 2, n - 1), n};
  }

  @Order(2)
  @Test
  void splittingTheRowsOrColumnsOfAProductChangesNoBit() {
    for (int[] size : new int[][] {{9, 40, 300}, {65, 33, 17}, {130, 600, 140}, {4, 5, 700}}) {
      int m = size[0];
      int n = size[1];
      int k = size[2];
      same(
          product(m, n, k, new int[] {0, m}, new int[] {0, n}),
          product(m, n, k, parts(m), new int[] {0, n}));
      same(
          product(m, n, k, new int[] {0, m}, new int[] {0, n}),
          product(m, n, k, new int[] {0, m}, parts(n)));
    }
  }

  private static Call product(int m, int n, int k, int[] rows, int[] columns) {
    return (kernels, o) -> {
      Operands.Block a = o.input(m * k);
      Operands.Block b = o.input(k * n);
      Operands.Block c = o.output("c", m * n);
      for (int i = 1; i < rows.length; i++) {
        for (int j = 1; j < columns.length; j++) {
          int row = rows[i - 1];
          int column = columns[j - 1];
          kernels.gemm(
              rows[i] - row,
              columns[j] - column,
              k,
              a.v(),
              a.at() + row * k,
              k,
              1,
              b.v(),
              b.at() + column,
              n,
              1,
              0,
              c.v(),
              c.at() + row * n + column,
              n);
        }
      }
    };
  }

  @Order(2)
  @Test
  void splittingTheChannelsOfANormChangesNoBit() {
    for (int[] shape : new int[][] {{3, 9, 35}, {40, 70, 1}, {2, 5, 300}}) {
      int n = shape[0] * shape[1] * shape[2];
      int[] whole = {0, shape[1]};
      int[] parts = parts(shape[1]);
      same(moments(shape, n, whole), moments(shape, n, parts));
      same(batchNormGrad(shape, n, whole), batchNormGrad(shape, n, parts));
      same(sums(shape, n, whole), sums(shape, n, parts));
    }
  }

  private static Call moments(int[] shape, int n, int[] bounds) {
    return (k, o) ->
        NormalizationCases.moments(k, o, o.input(n), shape[0], shape[1], shape[2], bounds);
  }

  private static Call batchNormGrad(int[] shape, int n, int[] bounds) {
    return (k, o) -> {
      Operands.Block dy = o.input(n);
      Operands.Block dx = o.output("dx", n);
      NormalizationCases.batchNormGrad(k, o, shape[0], shape[1], shape[2], dy, dx, bounds);
    };
  }

  private static Call sums(int[] shape, int n, int[] bounds) {
    return (k, o) -> {
      Operands.Block a = o.input(n);
      Operands.Block b = o.input(n);
      Operands.Block sum = o.output("sum", shape[1]);
      Operands.Block dot = o.output("dot", shape[1]);
      for (int i = 1; i < bounds.length; i++) {
        int from = bounds[i - 1];
        int to = bounds[i];
        k.sumChannels(shape[0], shape[1], shape[2], from, to, a.v(), a.at(), sum.v(), sum.at());
        k.dotChannels(
            shape[0], shape[1], shape[2], from, to, a.v(), a.at(), b.v(), b.at(), dot.v(),
            dot.at());
      }
    };
  }

  private void same(Call whole, Call parts) {
    KernelCase first = KernelCase.exact("split", whole);
    KernelCase second = KernelCase.exact("split", parts);
    KernelCase.assertSame(first.run(kernels()), second.run(kernels()), "split");
  }
}
