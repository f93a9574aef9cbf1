package dev.jacquard.nn.layer;

/**
 * The product of two inputs, element by element; the second may be smaller and is then repeated, as
 * {@code dev.jacquard.autograd.op.Multiply} does it: {@code [N, C, 1, 1]} or {@code [C, 1, 1]} on
 * {@code [N, C, H, W]}.
 */
public record Multiply() implements Layer {
  @Override
  public String kind() {
    return "multiply";
  }

  @Override
  public boolean takes(int inputs) {
    return inputs == 2;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.multiply(this);
  }
}
