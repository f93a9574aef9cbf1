package dev.jacquard.nn.layer;

/**
 * All inputs one behind the other along an axis.
 *
 * @param axis which axis; 1 for the channels of images
 */
public record Concat(int axis) implements Layer {
  /** Checks that the axis is not that of the batch. */
  public Concat {
    Expect.positive("concat: axis", axis);
  }

  /** Along the channels of images. */
  public static Concat channels() {
    return new Concat(1);
  }

  @Override
  public String kind() {
    return "concat";
  }

  @Override
  public boolean takes(int inputs) {
    return inputs >= 1;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.concat(this);
  }
}
