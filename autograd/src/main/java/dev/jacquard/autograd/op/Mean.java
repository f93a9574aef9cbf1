package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Var;

/** The mean of all n elements: {@code y = sum x / n}, {@code dx = dy / n} for every element. */
public final class Mean {
  private Mean() {}

  /** The mean of x, of any shape but an empty one, as a scalar. */
  public static Var mean(Var x) {
    Expect.that(x.shape().size() > 0, "mean", "one element or more", x.shape());
    return Sum.scaledSum(x, 1.0 / x.shape().size());
  }
}
