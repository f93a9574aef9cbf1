package dev.jacquard.nn.init;

import dev.jacquard.tensor.Shape;

/**
 * How many inputs feed one output of a weight and how many outputs one input reaches, counted as
 * PyTorch counts them: the weight of a layer with groups is {@code [out, in / groups, kh, kw]}, and
 * its groups are left out of the count.
 *
 * @param in elements of the second axis and of those behind it
 * @param out elements of the first axis and of those behind the second
 */
public record Fans(int in, int out) {
  /**
   * The fans of a weight {@code [out, in]} or {@code [out, in, kh, kw]}.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  public static Fans of(Shape weight) {
    if (weight.rank() < 2) {
      throw new IllegalArgumentException(
          "fans: expected a weight of 2 axes or more, got " + weight);
    }
    int field = weight.product(2, weight.rank());
    return new Fans(weight.dim(1) * field, weight.dim(0) * field);
  }
}
