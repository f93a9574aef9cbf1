package dev.jacquard.nn.layer;

/**
 * Dropout (Srivastava et al. 2014) in training: each element is zeroed with a probability, the
 * others are scaled up. In evaluation it does nothing.
 *
 * @param probability to be zeroed, 0 (inclusive) to 1 (exclusive)
 */
public record Dropout(double probability) implements Layer {
  /** Checks the probability. */
  public Dropout {
    Expect.probability("dropout: probability", probability);
  }

  @Override
  public String kind() {
    return "dropout";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.dropout(this);
  }
}
