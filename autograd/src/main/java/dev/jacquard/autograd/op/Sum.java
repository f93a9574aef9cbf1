package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/** The sum of all elements: {@code y = sum x}, {@code dx = dy} for every element. */
public final class Sum {
  private Sum() {}

  /** The sum of x, of any shape, as a scalar; 0 where x is empty. */
  public static Var sum(Var x) {
    return scaledSum(x, 1);
  }

  /** {@code factor * sum x}, {@code dx = factor * dy}. */
  static Var scaledSum(Var x, double factor) {
    Operation op = Operation.on(x);
    Tensor a = x.value();
    Tensor y = op.allocate(Shape.scalar());
    y.set((float) (factor * op.kernels().sum(a.size(), a.data(), a.offset())));
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(x.shape());
              dx.fill((float) (factor * dy.item()));
              return dx;
            })
        .result(y);
  }
}
