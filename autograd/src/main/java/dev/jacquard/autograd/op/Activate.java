package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;

/**
 * A function of each element: {@code y = f(x)}, {@code dx = f'(x) dy}, with s the logistic sigmoid,
 * P and p the standard normal distribution and its density. The slopes of RELU, RELU6, SIGMOID,
 * TANH and EXP are computed from y, so that x goes when nobody else needs it.
 *
 * <pre>
 * f             f(x)                        f'(x)
 * RELU          max(x, 0)                   1 where x &gt; 0, else 0
 * RELU6         min(max(x, 0), 6)           1 where 0 &lt; x &lt; 6, else 0
 * GELU          x P(x)                      P(x) + x p(x)
 * HARD_SWISH    x min(max(x + 3, 0), 6) / 6 0 to -3, (2 x + 3) / 6 between, 1 from 3
 * HARD_SIGMOID  min(max(x + 3, 0), 6) / 6   1/6 where -3 &lt; x &lt; 3, else 0
 * SIGMOID       s(x)                        s(x) (1 - s(x))
 * SILU          x s(x)                      s(x) (1 + x (1 - s(x)))
 * TANH          tanh(x)                     1 - tanh(x)^2
 * EXP           exp(x)                      exp(x)
 * </pre>
 *
 * <p>The sources of the functions stand with {@link Activation}.
 */
public final class Activate {
  private Activate() {}

  /** The function applied to every element of x, of any shape. */
  public static Var activate(Var x, Activation f) {
    Operation op = Operation.on(x);
    Tensor a = x.value();
    boolean keepsArgument = x.tracked() && !f.slopeOfResult();
    Tensor y = keepsArgument ? op.allocate(x.shape()) : op.over(x);
    op.kernels().activation(f, y.size(), a.data(), a.offset(), y.data(), y.offset());
    Tensor kept = keepsArgument ? a : y;
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.inPlaceOf(dy);
              gradient(space, f, kept, dy, dx);
              return dx;
            },
            kept)
        .result(y);
  }

  /** The function applied to a value of another operation's making, which nobody else reads. */
  static Var activateLast(Var x, Activation f) {
    x.tape().expire(x);
    Var y = activate(x, f);
    x.tape().release(x);
    return y;
  }

  /** Writes {@code f'(x) dy} into {@code dx}, which may be {@code dy}. */
  static void gradient(Workspace space, Activation f, Tensor kept, Tensor dy, Tensor dx) {
    space
        .kernels()
        .activationGrad(
            f,
            dy.size(),
            kept.data(),
            kept.offset(),
            dy.data(),
            dy.offset(),
            dx.data(),
            dx.offset());
  }
}
