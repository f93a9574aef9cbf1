package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.autograd.op.LogSoftmax;
import dev.jacquard.autograd.op.Softmax;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Softmax, its logarithm, and the loss of classification. */
final class SoftmaxCases {
  private SoftmaxCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (int[] x : new int[][] {{5}, {3, 4}, {2, 3, 6}, {700, 65}}) {
      cases.addAll(softmax(x));
    }
    cases.add(crossEntropy(0, 4, 3));
    cases.add(crossEntropy(0.1, 5, 10));
    cases.add(crossEntropy(1, 2, 3));
    cases.add(crossEntropy(0, 1, 2));
    cases.add(crossEntropy(0.1, 70, 1000));
    return cases;
  }

  private static List<OpCase> softmax(int... x) {
    Shape shape = Shape.of(x);
    return List.of(
        OpCase.curved(
            Softmax.class,
            "last axis",
            List.of(input(x)),
            v -> Softmax.softmax(v.get(0)),
            a -> Exact.of(shape, i -> Math.exp(logSoftmax(a.get(0), i))),
            4L * shape.size()),
        OpCase.curved(
            LogSoftmax.class,
            "last axis",
            List.of(input(x)),
            v -> LogSoftmax.logSoftmax(v.get(0)),
            a -> Exact.of(shape, i -> logSoftmax(a.get(0), i)),
            4L * shape.size()));
  }

  private static double logSoftmax(Exact x, int[] index) {
    int last = index.length - 1;
    int[] at = index.clone();
    double sum = 0;
    for (int k = 0; k < x.shape().dim(last); k++) {
      at[last] = k;
      sum += Math.exp(x.get(at));
    }
    return x.get(index) - Math.log(sum);
  }

  private static OpCase crossEntropy(double smoothing, int rows, int classes) {
    int[] targets = new int[rows];
    for (int row = 0; row < rows; row++) {
      targets[row] = RandomStream.of(3).below(row, classes);
    }
    return OpCase.curved(
        CrossEntropy.class,
        "smoothing " + smoothing,
        List.of(input(rows, classes)),
        v -> CrossEntropy.crossEntropy(v.get(0), targets, smoothing),
        a -> {
          double[] logP = {0, 0};
          Exact.of(
              Shape.of(rows, classes),
              i -> {
                double element = logSoftmax(a.get(0), i);
                logP[0] += i[1] == targets[i[0]] ? element : 0;
                logP[1] += element / classes;
                return element;
              });
          return Exact.scalar(-((1 - smoothing) * logP[0] + smoothing * logP[1]) / rows);
        },
        5L * rows * classes);
  }
}
