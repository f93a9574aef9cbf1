package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Tensor;

/**
 * A difference, the second operand broadcast where it is smaller: {@code y = a - b}, {@code da =
 * dy}, {@code db = -dy} summed over the places that each element of b met.
 */
public final class Subtract {
  private Subtract() {}

  /** The difference, in the shape of a; b fits as in {@link Add#add}. */
  public static Var subtract(Var a, Var b) {
    Operation op = Operation.on(a, b);
    Broadcast cast = Broadcast.of("subtract", a.shape(), b.shape());
    Tensor x = a.value();
    Tensor z = b.value();
    Tensor y = op.allocate(a.shape());
    if (cast.none()) {
      op.kernels()
          .subtract(y.size(), x.data(), x.offset(), z.data(), z.offset(), y.data(), y.offset());
    } else {
      Tensor negative = op.allocate(b.shape());
      Scale.scale(op.space(), -1, z, negative);
      Add.add(op.space(), cast, x, negative, y);
    }
    return op.gradient(a, (space, dy) -> dy)
        .gradient(
            b,
            (space, dy) -> {
              Tensor sum = Add.sumTo(space, cast, dy, b.shape());
              Tensor db = space.allocate(b.shape());
              Scale.scale(space, -1, sum, db);
              return db;
            })
        .result(y);
  }
}
