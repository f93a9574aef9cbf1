package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Var;

/**
 * The mean along neighbouring axes, seen as the middle one of three of size n: {@code y[o, i] = sum
 * over a of x[o, a, i] / n}, {@code dx[o, a, i] = dy[o, i] / n}.
 */
public final class MeanAxis {
  private MeanAxis() {}

  /** The mean along one axis, which is dropped. */
  public static Var meanAxis(Var x, int axis) {
    return meanAxis(x, axis, axis + 1);
  }

  /**
   * The mean along the axes {@code from} (inclusive) to {@code to} (exclusive), which are dropped:
   * 2 to 4 of {@code [N, C, H, W]} is global average pooling.
   */
  public static Var meanAxis(Var x, int from, int to) {
    Expect.axes("meanAxis: axes", from, to, x.shape());
    int n = x.shape().product(from, to);
    Expect.that(n > 0, "meanAxis", "one element or more along the axes", x.shape());
    return SumAxis.scaledSum(x, from, to, 1f / n);
  }
}
