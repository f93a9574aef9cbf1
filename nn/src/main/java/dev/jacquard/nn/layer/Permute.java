package dev.jacquard.nn.layer;

import java.util.List;

/**
 * The axes in another order: axis i of the output is axis {@code order(i)} of the input.
 *
 * @param order every axis once; the batch stays first
 */
public record Permute(List<Integer> order) implements Layer {
  /** Checks the order. */
  public Permute {
    order = List.copyOf(order);
    for (int axis = 0; axis < order.size(); axis++) {
      Expect.that(order.contains(axis), "permute: order", "every axis once", order);
    }
    Expect.that(!order.isEmpty() && order.get(0) == 0, "permute: order", "axis 0 first", order);
  }

  /** {@code [N, C, H, W]} to {@code [N, H, W, C]}. */
  public static Permute channelsLast() {
    return new Permute(List.of(0, 2, 3, 1));
  }

  /** {@code [N, H, W, C]} to {@code [N, C, H, W]}. */
  public static Permute channelsFirst() {
    return new Permute(List.of(0, 3, 1, 2));
  }

  @Override
  public String kind() {
    return "permute";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.permute(this);
  }
}
