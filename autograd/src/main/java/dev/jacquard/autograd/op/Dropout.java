package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;

/**
 * Dropout (Srivastava et al. 2014), scaled in training as in PyTorch: {@code y = x m}, {@code dx =
 * dy m}, where m is 0 with probability p and {@code 1 / (1 - p)} otherwise.
 *
 * <p>Element i of m rests on number i of a random stream alone. It is not stored: the backward pass
 * draws it again.
 */
public final class Dropout {
  private Dropout() {}

  /**
   * Drops elements of x, of any shape.
   *
   * @param p the probability to drop, 0 (inclusive) to 1 (exclusive)
   * @param stream where the mask comes from; the same stream gives the same mask
   */
  public static Var dropout(Var x, double p, RandomStream stream) {
    Expect.that(p >= 0 && p < 1, "dropout: probability", "0 to below 1", p);
    Operation op = Operation.on(x);
    Tensor y = op.allocate(x.shape());
    mask(op.space(), x.value(), p, stream, y);
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.inPlaceOf(dy);
              mask(space, dy, p, stream, dx);
              return dx;
            })
        .result(y);
  }

  private static void mask(Workspace space, Tensor x, double p, RandomStream stream, Tensor y) {
    Tensor mask = space.allocate(x.shape());
    float[] m = mask.data();
    stream.fillUniform(mask, 0, 1);
    float keep = (float) (1 / (1 - p));
    for (int i = mask.offset(); i < mask.offset() + mask.size(); i++) {
      m[i] = m[i] < p ? 0 : keep;
    }
    space
        .kernels()
        .multiply(x.size(), x.data(), x.offset(), m, mask.offset(), y.data(), y.offset());
  }
}
