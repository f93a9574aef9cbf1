package dev.jacquard.nn.layer;

import dev.jacquard.tensor.Shape;

/**
 * Each row of the batch in another shape: {@code [N, ...]} to {@code [N, row...]}.
 *
 * @param row the shape behind the batch's axis
 */
public record Reshape(Shape row) implements Layer {
  @Override
  public String kind() {
    return "reshape";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.reshape(this);
  }
}
