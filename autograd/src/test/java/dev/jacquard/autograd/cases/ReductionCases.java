package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.MaxAxis;
import dev.jacquard.autograd.op.Mean;
import dev.jacquard.autograd.op.MeanAxis;
import dev.jacquard.autograd.op.Sum;
import dev.jacquard.autograd.op.SumAxis;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Many elements become one. */
final class ReductionCases {
  private ReductionCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (int[] dims : new int[][] {{1}, {3, 5}, {2, 3, 4}, {310, 240}}) {
      cases.add(sum(dims));
      cases.add(mean(dims));
    }
    cases.addAll(axes(0, 1, 4, 3));
    cases.addAll(axes(1, 2, 4, 3));
    cases.addAll(axes(1, 2, 2, 3, 4));
    cases.addAll(axes(2, 4, 2, 3, 4, 5));
    cases.addAll(axes(0, 2, 3, 2, 4));
    cases.addAll(axes(2, 4, 8, 64, 15, 11));
    cases.add(max(0, 4, 3));
    cases.add(max(1, 4, 3));
    cases.add(max(1, 2, 5, 3));
    cases.add(max(2, 40, 30, 65));
    return cases;
  }

  private static OpCase sum(int... dims) {
    return OpCase.linear(
        Sum.class,
        "all",
        List.of(input(dims)),
        v -> Sum.sum(v.get(0)),
        a -> Exact.scalar(a.get(0).sum()),
        OpCase.size(dims));
  }

  private static OpCase mean(int... dims) {
    return OpCase.linear(
        Mean.class,
        "all",
        List.of(input(dims)),
        v -> Mean.mean(v.get(0)),
        a -> Exact.scalar(a.get(0).sum() / OpCase.size(dims)),
        OpCase.size(dims));
  }

  private static List<OpCase> axes(int from, int to, int... dims) {
    Shape shape = Shape.of(dims);
    int n = shape.product(from, to);
    String name = "axes " + from + " to " + to;
    return List.of(
        OpCase.linear(
            SumAxis.class,
            name,
            List.of(input(dims)),
            v -> SumAxis.sumAxis(v.get(0), from, to),
            a -> reduce(a.get(0), from, to, 0, Double::sum),
            shape.size()),
        OpCase.linear(
            MeanAxis.class,
            name,
            List.of(input(dims)),
            v -> MeanAxis.meanAxis(v.get(0), from, to),
            a -> reduce(a.get(0), from, to, 0, (sum, x) -> sum + x / n),
            shape.size()));
  }

  private static OpCase max(int axis, int... dims) {
    return OpCase.curved(
        MaxAxis.class,
        "axis " + axis,
        List.of(input(Domain.APART, dims)),
        v -> MaxAxis.maxAxis(v.get(0), axis),
        a -> reduce(a.get(0), axis, axis + 1, Double.NEGATIVE_INFINITY, Math::max),
        OpCase.size(dims));
  }

  /** Folds the middle one of {@code [outer, axis, inner]}. */
  private static Exact reduce(Exact x, int from, int to, double start, DoubleBinaryOperator fold) {
    Shape shape = x.shape();
    int axis = shape.product(from, to);
    int inner = shape.product(to, shape.rank());
    int[] dims = new int[shape.rank() - to + from];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = shape.dim(i < from ? i : i + to - from);
    }
    int[] next = {0};
    return Exact.of(
        Shape.of(dims),
        i -> {
          int place = next[0]++;
          double value = start;
          for (int a = 0; a < axis; a++) {
            value =
                fold.applyAsDouble(value, x.at((place / inner * axis + a) * inner + place % inner));
          }
          return value;
        });
  }
}
