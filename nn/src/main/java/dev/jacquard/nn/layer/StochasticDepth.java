package dev.jacquard.nn.layer;

/**
 * Stochastic depth (Huang et al. 2016) in training: each image's whole row is zeroed with a
 * probability, the others are scaled up. In evaluation it does nothing.
 *
 * @param probability to be zeroed, 0 (inclusive) to 1 (exclusive)
 */
public record StochasticDepth(double probability) implements Layer {
  /** Checks the probability. */
  public StochasticDepth {
    Expect.probability("stochastic_depth: probability", probability);
  }

  @Override
  public String kind() {
    return "stochastic_depth";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.stochasticDepth(this);
  }
}
