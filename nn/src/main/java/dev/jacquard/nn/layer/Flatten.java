package dev.jacquard.nn.layer;

/** Everything but the batch on one axis: {@code [N, C, H, W]} to {@code [N, C H W]}. */
public record Flatten() implements Layer {
  @Override
  public String kind() {
    return "flatten";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.flatten(this);
  }
}
