package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * A product of elements, the second operand broadcast where it is smaller: {@code y = a * b},
 * {@code da = dy * b}, {@code db = dy * a} summed over the places that each element of b met.
 */
public final class Multiply {
  private Multiply() {}

  /**
   * The product, in the shape of a; b fits as in {@link Add#add}: a factor of channels {@code [N,
   * C, 1, 1]} on {@code [N, C, H, W]}, of rows {@code [E, 1]} on {@code [E, K]}.
   */
  public static Var multiply(Var a, Var b) {
    Operation op = Operation.on(a, b);
    Broadcast cast = Broadcast.of("multiply", a.shape(), b.shape());
    Tensor x = a.value();
    Tensor z = b.value();
    Tensor y = op.allocate(a.shape());
    multiply(op.space(), cast, x, z, y);
    return op.gradient(b, (space, dy) -> dotTo(space, cast, dy, x, b.shape()), x)
        .gradient(
            a,
            (space, dy) -> {
              Tensor da = space.inPlaceOf(dy);
              multiply(space, cast, dy, z, da);
              return da;
            },
            z)
        .result(y);
  }

  /** Writes {@code a * b} into {@code y}, which may be {@code a}. */
  static void multiply(Workspace space, Broadcast cast, Tensor a, Tensor b, Tensor y) {
    if (cast.none()) {
      space
          .kernels()
          .multiply(y.size(), a.data(), a.offset(), b.data(), b.offset(), y.data(), y.offset());
      return;
    }
    space
        .kernels()
        .multiplyChannels(
            cast.outer(),
            cast.channels(),
            cast.inner(),
            a.data(),
            a.offset(),
            b.data(),
            b.offset(),
            y.data(),
            y.offset());
  }

  /** The product, summed over the places where each element of a broadcast operand was used. */
  static Tensor dotTo(Workspace space, Broadcast cast, Tensor dy, Tensor a, Shape small) {
    Tensor sum = space.allocate(small);
    if (cast.none()) {
      multiply(space, cast, dy, a, sum);
      return sum;
    }
    space
        .kernels()
        .dotChannels(
            cast.outer(),
            cast.channels(),
            cast.inner(),
            0,
            cast.channels(),
            dy.data(),
            dy.offset(),
            a.data(),
            a.offset(),
            sum.data(),
            sum.offset());
    return sum;
  }
}
