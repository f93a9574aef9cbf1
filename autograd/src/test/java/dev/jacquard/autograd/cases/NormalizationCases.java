package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.BatchNorm;
import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.autograd.op.FrozenBatchNorm;
import dev.jacquard.autograd.op.LayerNorm;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Batch norm with both kinds of statistics, and layer norm. */
final class NormalizationCases {
  private static final double EPS = 1e-5;

  private NormalizationCases() {}

  static List<OpCase> all() {
    return List.of(
        batchNorm(4, 3),
        batchNorm(2, 3, 4, 5),
        batchNorm(1, 2, 3, 3),
        batchNorm(4, 40, 23, 21),
        batchNormActivated(4, 3),
        batchNormActivated(2, 3, 4, 5),
        batchNormActivated(3, 20, 23, 21),
        frozen(4, 3),
        frozen(2, 3, 4, 5),
        frozen(1, 2, 1, 1),
        frozen(4, 40, 23, 21),
        frozenConv2d(null),
        frozenConv2d(Activation.SIGMOID),
        layerNorm(1, 3, 8),
        layerNorm(1, 2, 3, 5),
        layerNorm(2, 3, 4, 5),
        layerNorm(1, 900, 64));
  }

  private static OpCase batchNorm(int... x) {
    Shape shape = Shape.of(x);
    return OpCase.curved(
            BatchNorm.class,
            "batch statistics",
            List.of(input(x), input(Domain.POSITIVE, x[1]), input(x[1])),
            v -> BatchNorm.batchNorm(v.get(0), v.get(1), v.get(2), EPS).y(),
            NormalizationCases::normalizedByItself,
            7L * shape.size())
        .linearIn(1, 2);
  }

  private static Exact normalizedByItself(List<Exact> a) {
    Shape shape = a.get(0).shape();
    double[] mean = new double[shape.dim(1)];
    double[] variance = new double[shape.dim(1)];
    int m = shape.size() / shape.dim(1);
    Exact.of(shape, i -> mean[i[1]] += a.get(0).get(i) / m);
    Exact.of(shape, i -> variance[i[1]] += Math.pow(a.get(0).get(i) - mean[i[1]], 2) / m);
    return normalized(a, c -> mean[c], c -> variance[c]);
  }

  private static OpCase batchNormActivated(int... x) {
    Shape shape = Shape.of(x);
    return OpCase.curved(
        BatchNorm.class,
        "batch statistics, tanh",
        List.of(input(x), input(Domain.POSITIVE, x[1]), input(x[1])),
        v -> BatchNorm.batchNormActivated(v.get(0), v.get(1), v.get(2), EPS, Activation.TANH).y(),
        a -> {
          Exact z = normalizedByItself(a);
          return Exact.of(shape, i -> Math.tanh(z.get(i)));
        },
        8L * shape.size());
  }

  private static OpCase frozenConv2d(@Nullable Activation f) {
    RandomStream stream = RandomStream.of(5);
    Tensor mean = Domain.NORMAL.draw(stream.split(0), Shape.of(4));
    Tensor variance = Domain.POSITIVE.draw(stream.split(1), Shape.of(4));
    Sliding sliding = Sliding.of(1, 1);
    return OpCase.curved(
        FrozenBatchNorm.class,
        f == null ? "of a convolution" : "of a convolution, sigmoid",
        List.of(input(2, 3, 6, 5), input(4, 3, 3, 3), input(Domain.POSITIVE, 4), input(4)),
        v ->
            FrozenBatchNorm.frozenConv2d(
                v.get(0), v.get(1), sliding, v.get(2), v.get(3), mean, variance, EPS, f),
        a -> {
          Exact conv = ConvolutionCases.exact(sliding, a.get(0), a.get(1));
          Exact z = normalized(List.of(conv, a.get(2), a.get(3)), mean::get, variance::get);
          return f == null ? z : Exact.of(z.shape(), i -> 1 / (1 + Math.exp(-z.get(i))));
        },
        2 * 240 * 27 + 3 * 240);
  }

  private static OpCase frozen(int... x) {
    RandomStream stream = RandomStream.of(5);
    Tensor mean = Domain.NORMAL.draw(stream.split(0), Shape.of(x[1]));
    Tensor variance = Domain.POSITIVE.draw(stream.split(1), Shape.of(x[1]));
    return OpCase.linear(
        FrozenBatchNorm.class,
        "given statistics",
        List.of(input(x), input(Domain.POSITIVE, x[1]), input(x[1])),
        v -> FrozenBatchNorm.frozenBatchNorm(v.get(0), v.get(1), v.get(2), mean, variance, EPS),
        a -> normalized(a, mean::get, variance::get),
        2 * OpCase.size(x));
  }

  private static Exact normalized(
      List<Exact> operands, IntToDoubleFunction mean, IntToDoubleFunction variance) {
    Exact x = operands.get(0);
    return Exact.of(
        x.shape(),
        i -> {
          int c = i[1];
          double xhat =
              (x.get(i) - mean.applyAsDouble(c)) / Math.sqrt(variance.applyAsDouble(c) + EPS);
          return xhat * operands.get(1).get(c) + operands.get(2).get(c);
        });
  }

  /** Rows are the last so many axes. */
  private static OpCase layerNorm(int axes, int... x) {
    Shape shape = Shape.of(x);
    int first = shape.rank() - axes;
    int columns = shape.product(first, shape.rank());
    int[] row = Arrays.copyOfRange(x, first, x.length);
    return OpCase.curved(
            LayerNorm.class,
            "last " + axes,
            List.of(input(x), input(Domain.POSITIVE, row), input(row)),
            v -> LayerNorm.layerNorm(v.get(0), v.get(1), v.get(2), EPS),
            a -> {
              int[] place = {0};
              return Exact.of(shape, i -> layerNormElement(a, columns, place[0]++));
            },
            8L * shape.size())
        .linearIn(1, 2);
  }

  private static double layerNormElement(List<Exact> operands, int columns, int place) {
    Exact x = operands.get(0);
    int row = place - place % columns;
    double mean = 0;
    for (int i = 0; i < columns; i++) {
      mean += x.at(row + i) / columns;
    }
    double variance = 0;
    for (int i = 0; i < columns; i++) {
      variance += Math.pow(x.at(row + i) - mean, 2) / columns;
    }
    double xhat = (x.at(place) - mean) / Math.sqrt(variance + EPS);
    return xhat * operands.get(1).at(place % columns) + operands.get(2).at(place % columns);
  }
}
