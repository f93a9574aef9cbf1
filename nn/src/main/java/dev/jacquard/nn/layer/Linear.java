package dev.jacquard.nn.layer;

import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear map of the last axis, {@code y = x W' + b}, with a {@code weight} {@code [out, in]} and,
 * if wanted, a {@code bias} {@code [out]}.
 *
 * @param in size of the last axis of the input
 * @param out size of the last axis of the output
 * @param bias whether a bias is added
 */
public record Linear(int in, int out, boolean bias) implements Layer {
  /** Checks the sizes. */
  public Linear {
    Expect.positive("linear: in", in);
    Expect.positive("linear: out", out);
  }

  /** With a bias. */
  public static Linear of(int in, int out) {
    return new Linear(in, out, true);
  }

  @Override
  public String kind() {
    return "linear";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.linear(this);
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(2);
    weights.add(new Weight("weight", Shape.of(out, in)));
    if (bias) {
      weights.add(new Weight("bias", Shape.of(out)));
    }
    return weights;
  }
}
