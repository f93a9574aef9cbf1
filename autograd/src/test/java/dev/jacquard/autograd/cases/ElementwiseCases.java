package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.Activate;
import dev.jacquard.autograd.op.Add;
import dev.jacquard.autograd.op.Dropout;
import dev.jacquard.autograd.op.Multiply;
import dev.jacquard.autograd.op.Scale;
import dev.jacquard.autograd.op.Subtract;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.kernel.Activation;
import java.util.ArrayList;
import java.util.List;

/** One element at a time, also with a smaller second operand. */
final class ElementwiseCases {
  private ElementwiseCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (Activation f : Activation.values()) {
      cases.add(activate(f, 7));
      cases.add(activate(f, 2, 3, 5));
      cases.add(activate(f, 260, 257));
    }
    cases.add(scale(0.3f, 5, 3));
    cases.add(scale(-2, 131, 513));
    cases.add(scale(0, 4));
    int[][][] operands = {
      {{4, 3}, {4, 3}},
      {{5, 4}, {4}},
      {{5, 4}, {5, 1}},
      {{2, 3, 4, 5}, {3, 1, 1}},
      {{2, 3, 4, 5}, {2, 3, 1, 1}},
      {{2, 3, 4, 5}, {1, 3, 4, 5}},
      {{3, 2}, {}},
      {{270, 250}, {270, 250}},
      {{2, 64, 24, 25}, {64, 1, 1}},
    };
    for (int[][] pair : operands) {
      cases.addAll(sums(pair[0], pair[1]));
    }
    cases.add(activatedSum(new int[] {4, 3}, 4, 3));
    cases.add(activatedSum(new int[] {270, 250}, 270, 250));
    cases.add(activatedSum(new int[] {2, 3, 4}, 1, 3, 1));
    cases.add(dropout(0.5, 6, 7));
    cases.add(dropout(0.1, 3, 4, 5));
    cases.add(dropout(0, 9));
    cases.add(dropout(0.3, 300, 250));
    return cases;
  }

  private static OpCase activate(Activation f, int... dims) {
    return OpCase.curved(
        Activate.class,
        f.name(),
        List.of(input(Domain.OFF_KINKS, dims)),
        v -> Activate.activate(v.get(0), f),
        a -> Exact.of(a.get(0).shape(), i -> value(f, a.get(0).get(i))),
        OpCase.size(dims));
  }

  private static double value(Activation f, double x) {
    double sigmoid = 1 / (1 + Math.exp(-x));
    double hard = Math.min(Math.max(x + 3, 0), 6) / 6;
    return switch (f) {
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case GELU -> x / 2 * (1 + erf(x / Math.sqrt(2)));
      case HARD_SWISH -> x * hard;
      case HARD_SIGMOID -> hard;
      case SIGMOID -> sigmoid;
      case SILU -> x * sigmoid;
      case TANH -> Math.tanh(x);
      case EXP -> Math.exp(x);
    };
  }

  /** The integral of {@code 2 / sqrt(pi) exp(-t^2)} from 0 to x by Simpson's rule. */
  private static double erf(double x) {
    int steps = 200;
    double h = x / steps;
    double sum = 1 + Math.exp(-x * x);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-i * h * i * h);
    }
    return 2 / Math.sqrt(Math.PI) * sum * h / 3;
  }

  private static OpCase scale(float factor, int... dims) {
    return OpCase.linear(
        Scale.class,
        "by " + factor,
        List.of(input(dims)),
        v -> Scale.scale(v.get(0), factor),
        a -> Exact.of(a.get(0).shape(), i -> factor * a.get(0).get(i)),
        OpCase.size(dims));
  }

  private static List<OpCase> sums(int[] large, int[] small) {
    List<OpCase.Input> inputs = List.of(input(large), input(small));
    Shape shape = Shape.of(large);
    String name = "of " + Shape.of(small);
    return List.of(
        OpCase.linear(
            Add.class,
            name,
            inputs,
            v -> Add.add(v.get(0), v.get(1)),
            a -> Exact.of(shape, i -> a.get(0).get(i) + a.get(1).spread(i)),
            shape.size()),
        OpCase.linear(
            Subtract.class,
            name,
            inputs,
            v -> Subtract.subtract(v.get(0), v.get(1)),
            a -> Exact.of(shape, i -> a.get(0).get(i) - a.get(1).spread(i)),
            shape.size()),
        OpCase.linear(
            Multiply.class,
            name,
            inputs,
            v -> Multiply.multiply(v.get(0), v.get(1)),
            a -> Exact.of(shape, i -> a.get(0).get(i) * a.get(1).spread(i)),
            shape.size()));
  }

  private static OpCase activatedSum(int[] large, int... small) {
    return OpCase.curved(
        Add.class,
        "under sigmoid",
        List.of(input(large), input(small)),
        v -> Add.addActivated(v.get(0), v.get(1), Activation.SIGMOID),
        a ->
            Exact.of(
                Shape.of(large), i -> 1 / (1 + Math.exp(-a.get(0).get(i) - a.get(1).spread(i)))),
        2 * OpCase.size(large));
  }

  private static OpCase dropout(double p, int... dims) {
    RandomStream stream = RandomStream.of(11);
    int[] strides = Shape.of(dims).strides();
    return OpCase.linear(
        Dropout.class,
        "of " + p,
        List.of(input(dims)),
        v -> Dropout.dropout(v.get(0), p, stream),
        a ->
            Exact.of(
                Shape.of(dims),
                i -> {
                  int place = 0;
                  for (int axis = 0; axis < dims.length; axis++) {
                    place += i[axis] * strides[axis];
                  }
                  return stream.uniform(place) < p ? 0 : a.get(0).get(i) / (1 - p);
                }),
        OpCase.size(dims));
  }
}
