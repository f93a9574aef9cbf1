package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;

/**
 * A sum of two, the second one broadcast where it is smaller: {@code y = a + b}, {@code da = dy},
 * {@code db = dy} summed over the places that each element of b met.
 */
public final class Add {
  private Add() {}

  /**
   * The sum, in the shape of a.
   *
   * @param b of the shape of a, or with 1 in place of (or without) leading axes, and with 1 in
   *     place of trailing axes: a bias of channels {@code [C, 1, 1]} on {@code [N, C, H, W]}, of
   *     rows {@code [K]} on {@code [N, K]}
   */
  public static Var add(Var a, Var b) {
    Operation op = Operation.on(a, b);
    Broadcast cast = Broadcast.of("add", a.shape(), b.shape());
    Tensor left = a.value();
    Tensor right = b.value();
    Tensor y = b.shape().equals(a.shape()) ? op.over(a, b) : op.over(a);
    add(op.space(), cast, left, right, y);
    return op.gradient(a, (space, dy) -> dy)
        .gradient(b, (space, dy) -> sumTo(space, cast, dy, b.shape()))
        .result(y);
  }

  /**
   * The sum under a function, {@code y = f(a + b)}, {@code da = f'(a + b) dy}: as much as {@link
   * Activate} of {@link #add}, and in one pass where b is not broadcast.
   *
   * @param f one whose slope is that of its result, {@link Activation#slopeOfResult}
   */
  public static Var addActivated(Var a, Var b, Activation f) {
    Expect.slopeOfResult("add: activation", f);
    if (!b.shape().equals(a.shape())) {
      return Activate.activateLast(add(a, b), f);
    }
    Operation op = Operation.on(a, b);
    Tensor left = a.value();
    Tensor right = b.value();
    Tensor y = op.over(a, b);
    op.kernels()
        .addActivated(
            f,
            y.size(),
            left.data(),
            left.offset(),
            right.data(),
            right.offset(),
            y.data(),
            y.offset());
    return op.gradients(
            List.of(a, b),
            (space, dy) -> {
              Tensor dx = space.inPlaceOf(dy);
              Activate.gradient(space, f, y, dy, dx);
              return List.of(dx, dx);
            },
            y)
        .result(y);
  }

  /** Writes {@code a + b} into {@code y}, which may be {@code a}. */
  static void add(Workspace space, Broadcast cast, Tensor a, Tensor b, Tensor y) {
    if (cast.none()) {
      space
          .kernels()
          .add(y.size(), a.data(), a.offset(), b.data(), b.offset(), y.data(), y.offset());
      return;
    }
    space
        .kernels()
        .addChannels(
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

  /** The sum over the places where each element of a broadcast operand was used. */
  static Tensor sumTo(Workspace space, Broadcast cast, Tensor dy, Shape small) {
    if (cast.none()) {
      return dy.reshape(small);
    }
    Tensor sum = space.allocate(small);
    space
        .kernels()
        .sumChannels(
            cast.outer(),
            cast.channels(),
            cast.inner(),
            0,
            cast.channels(),
            dy.data(),
            dy.offset(),
            sum.data(),
            sum.offset());
    return sum;
  }
}
