package dev.jacquard.nn.layer;

/** The images that come into a network. */
public record Input() implements Layer {
  @Override
  public String kind() {
    return "input";
  }

  @Override
  public boolean takes(int inputs) {
    return inputs == 0;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.input(this);
  }
}
