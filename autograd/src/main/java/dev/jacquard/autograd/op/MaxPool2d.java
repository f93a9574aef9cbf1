package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.Window;

/**
 * Maximum pooling: {@code y[n, c, i, j]} = the largest x of its window. Each {@code dy} is added to
 * the place of its window's first maximum, row by row.
 */
public final class MaxPool2d {
  private MaxPool2d() {}

  /**
   * Pools images x {@code [N, C, H, W]} to {@code [N, C, rows.outputs(), columns.outputs()]}.
   *
   * @param rows windows along the height, of size H
   * @param columns windows along the width, of size W
   */
  public static Var maxPool2d(Var x, Window rows, Window columns) {
    Shape pooled = pooledShape("maxPool2d", x.shape(), rows, columns);
    int planes = x.shape().product(0, 2);
    PoolGeometry g = new PoolGeometry(rows, columns);
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(pooled);
    op.kernels().maxPool(g, planes, a.data(), a.offset(), y.data(), y.offset());
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(x.shape());
              space
                  .kernels()
                  .maxPoolGrad(
                      g,
                      planes,
                      a.data(),
                      a.offset(),
                      dy.data(),
                      dy.offset(),
                      dx.data(),
                      dx.offset());
              return dx;
            },
            a)
        .result(y);
  }

  /** The shape of pooled images; checks that the windows are made for them. */
  static Shape pooledShape(String where, Shape x, Window rows, Window columns) {
    Expect.rank(where + ": input", 4, x);
    Expect.that(
        x.dim(2) == rows.size() && x.dim(3) == columns.size(),
        where + ": input",
        "[*, *, " + rows.size() + ", " + columns.size() + "]",
        x);
    return x.withDim(2, rows.outputs()).withDim(3, columns.outputs());
  }
}
