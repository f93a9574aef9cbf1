package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Tensor;

/**
 * Picks rows (entries of the first axis) by index, any of them any number of times: {@code y[i] =
 * x[index[i]]}, {@code dx[r]} = the sum of {@code dy[i]} over all i with {@code index[i] = r}.
 */
public final class GatherRows {
  private GatherRows() {}

  /**
   * The rows of x {@code [R, ...]} at n indices: {@code [n, ...]}.
   *
   * @param index 0 to R - 1 each; copied
   */
  public static Var gatherRows(Var x, int[] index) {
    Expect.rankAtLeast("gatherRows: input", 1, x.shape());
    Expect.indices("gatherRows: index", index, x.shape().dim(0));
    Operation op = Operation.on(x);
    int[] from = index.clone();
    Tensor y = op.allocate(x.shape().withDim(0, from.length));
    gather(op.space(), from, x.value(), y);
    return op.adding(x, (space, dy, dx) -> scatterAdd(space, from, dy, dx)).result(y);
  }

  /** {@code rows[i] = table[index[i]]}. */
  static void gather(Workspace space, int[] index, Tensor table, Tensor rows) {
    space
        .kernels()
        .gatherRows(
            index.length,
            width(rows),
            index,
            0,
            table.data(),
            table.offset(),
            rows.data(),
            rows.offset());
  }

  /** {@code table[index[i]] += rows[i]}, in the order of i. */
  static void scatterAdd(Workspace space, int[] index, Tensor rows, Tensor table) {
    space
        .kernels()
        .scatterAddRows(
            index.length,
            width(rows),
            index,
            0,
            rows.data(),
            rows.offset(),
            table.data(),
            table.offset());
  }

  private static int width(Tensor rows) {
    return rows.shape().product(1, rows.shape().rank());
  }
}
