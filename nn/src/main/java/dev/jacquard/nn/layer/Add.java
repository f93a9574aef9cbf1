package dev.jacquard.nn.layer;

/**
 * The sum of two inputs; the second may be smaller and is then repeated, as {@code
 * dev.jacquard.autograd.op.Add} does it.
 */
public record Add() implements Layer {
  @Override
  public String kind() {
    return "add";
  }

  @Override
  public boolean takes(int inputs) {
    return inputs == 2;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.add(this);
  }
}
