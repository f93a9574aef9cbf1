package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.Window;

/**
 * Average pooling: {@code y[n, c, i, j]} = the sum of x over its window / the number of places that
 * the window counts; {@code dx} = the sum over the windows that cover x of their {@code dy / places
 * counted}. The windows decide whether padding counts.
 */
public final class AvgPool2d {
  private AvgPool2d() {}

  /**
   * Pools images x {@code [N, C, H, W]} to {@code [N, C, rows.outputs(), columns.outputs()]}.
   *
   * @param rows windows along the height, of size H
   * @param columns windows along the width, of size W
   */
  public static Var avgPool2d(Var x, Window rows, Window columns) {
    Shape pooled = MaxPool2d.pooledShape("avgPool2d", x.shape(), rows, columns);
    int planes = x.shape().product(0, 2);
    PoolGeometry g = new PoolGeometry(rows, columns);
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(pooled);
    op.kernels().averagePool(g, planes, a.data(), a.offset(), y.data(), y.offset());
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(x.shape());
              space
                  .kernels()
                  .averagePoolGrad(g, planes, dy.data(), dy.offset(), dx.data(), dx.offset());
              return dx;
            })
        .result(y);
  }
}
