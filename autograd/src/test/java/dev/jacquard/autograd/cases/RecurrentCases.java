package dev.jacquard.autograd.cases;

import static dev.jacquard.autograd.cases.OpCase.input;

import dev.jacquard.autograd.op.GruCell;
import dev.jacquard.tensor.Shape;
import java.util.List;

/** Gated recurrent units. */
final class RecurrentCases {
  private RecurrentCases() {}

  static List<OpCase> all() {
    return List.of(gru(3, 4, 5), gru(1, 1, 1), gru(2, 6, 3), gru(700, 32, 32));
  }

  private static OpCase gru(int rows, int in, int hidden) {
    return OpCase.curved(
        GruCell.class,
        "cell",
        List.of(
            input(rows, in),
            input(rows, hidden),
            input(Domain.WEIGHT, 3 * hidden, in),
            input(Domain.WEIGHT, 3 * hidden, hidden),
            input(3 * hidden),
            input(3 * hidden)),
        v -> GruCell.gruCell(v.get(0), v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)),
        a ->
            Exact.of(
                Shape.of(rows, hidden),
                i -> {
                  double r = sigmoid(share(a, 0, i[0], i[1]) + share(a, 1, i[0], i[1]));
                  double z =
                      sigmoid(share(a, 0, i[0], hidden + i[1]) + share(a, 1, i[0], hidden + i[1]));
                  double n =
                      Math.tanh(
                          share(a, 0, i[0], 2 * hidden + i[1])
                              + r * share(a, 1, i[0], 2 * hidden + i[1]));
                  return (1 - z) * n + z * a.get(1).get(i);
                }),
        2L * rows * 3 * hidden * (in + hidden) + 16L * rows * hidden);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** What the input (0) or the state (1) adds to a gate. */
  private static double share(List<Exact> operands, int source, int row, int gate) {
    Exact x = operands.get(source);
    double sum = operands.get(4 + source).get(gate);
    for (int p = 0; p < x.shape().dim(1); p++) {
      sum += x.get(row, p) * operands.get(2 + source).get(gate, p);
    }
    return sum;
  }
}
