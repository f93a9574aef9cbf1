package dev.jacquard.nn.layer;

import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * A learnable value that goes into a computation by itself, such as a positional encoding or a
 * layer's scale; it has no inputs. Its name among the parameters is the name of its node.
 *
 * @param shape of the value
 * @param mean of its initial values, which are normal
 * @param deviation of its initial values; 0 for a constant
 */
public record Parameter(Shape shape, double mean, double deviation) implements Layer {
  /** Checks the deviation. */
  public Parameter {
    Expect.that(deviation >= 0, "parameter: deviation", "0 or more", deviation);
  }

  @Override
  public String kind() {
    return "parameter";
  }

  @Override
  public boolean takes(int inputs) {
    return inputs == 0;
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.parameter(this);
  }

  @Override
  public List<Weight> weights() {
    return List.of(new Weight("", shape));
  }
}
