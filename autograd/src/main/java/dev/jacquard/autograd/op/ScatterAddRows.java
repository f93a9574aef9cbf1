package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Tensor;

/**
 * Sums rows (entries of the first axis) into targets, as messages over edges into nodes: {@code
 * y[t]} = the sum of {@code x[i]} over all i with {@code index[i] = t}, zeros where there is none;
 * {@code dx[i] = dy[index[i]]}.
 */
public final class ScatterAddRows {
  private ScatterAddRows() {}

  /**
   * The rows of x {@code [n, ...]} summed into {@code [targets, ...]}, in the order of i.
   *
   * @param index the target of each row, 0 to targets - 1; copied
   * @param targets rows of the result
   */
  public static Var scatterAddRows(Var x, int[] index, int targets) {
    Expect.rankAtLeast("scatterAddRows: input", 1, x.shape());
    int rows = x.shape().dim(0);
    Expect.count("scatterAddRows: indices", rows, "of them", index.length);
    Expect.indices("scatterAddRows: index", index, targets);
    Operation op = Operation.on(x);
    int[] to = index.clone();
    Tensor y = op.space().zeros(x.shape().withDim(0, targets));
    GatherRows.scatterAdd(op.space(), to, x.value(), y);
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(x.shape());
              GatherRows.gather(space, to, dy, dx);
              return dx;
            })
        .result(y);
  }
}
