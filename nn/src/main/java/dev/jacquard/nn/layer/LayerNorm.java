package dev.jacquard.nn.layer;

import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * Layer norm (Ba et al. 2016) over the last axis, with a scale {@code weight} and a shift {@code
 * bias}, both {@code [features]}.
 *
 * @param features size of the last axis
 * @param eps added to the variance
 */
public record LayerNorm(int features, double eps) implements Layer {
  /** Checks the sizes. */
  public LayerNorm {
    Expect.positive("layer_norm: features", features);
    Expect.that(eps >= 0, "layer_norm: eps", "0 or more", eps);
  }

  @Override
  public String kind() {
    return "layer_norm";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.layerNorm(this);
  }

  @Override
  public List<Weight> weights() {
    return List.of(
        new Weight("weight", Shape.of(features)), new Weight("bias", Shape.of(features)));
  }
}
