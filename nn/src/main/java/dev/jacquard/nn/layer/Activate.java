package dev.jacquard.nn.layer;

import dev.jacquard.tensor.kernel.Activation;

/**
 * A function of one value, applied to every element.
 *
 * @param function which one
 */
public record Activate(Activation function) implements Layer {
  /** The rectifier, {@code max(x, 0)}. */
  public static Activate relu() {
    return new Activate(Activation.RELU);
  }

  @Override
  public String kind() {
    return "activate";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.activate(this);
  }
}
