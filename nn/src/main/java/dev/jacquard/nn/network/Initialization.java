package dev.jacquard.nn.network;

import dev.jacquard.nn.init.Fans;
import dev.jacquard.nn.init.Initializer;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.LayerNorm;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.function.Function;

/**
 * How a network's parameters begin. Norms always begin with scale 1 and shift 0, and a {@link
 * Parameter} as it says itself; the rest is chosen here.
 *
 * @param weights for the weights of convolutions and linear maps
 * @param biases for their biases, from the fans of the weight beside them
 */
public record Initialization(Initializer weights, Function<Fans, Initializer> biases) {

  /** PyTorch's defaults: weights and biases uniform within 1 / sqrt(fan in) of 0. */
  public static Initialization torch() {
    return new Initialization(
        (tensor, stream) -> bounded(Fans.of(tensor.shape())).fill(tensor, stream),
        Initialization::bounded);
  }

  /** Weights by one rule (Kaiming, Xavier, truncated normal, orthogonal, ...), biases 0. */
  public static Initialization weights(Initializer rule) {
    return new Initialization(rule, fans -> Initializer.constant(0));
  }

  private static Initializer bounded(Fans fans) {
    return Initializer.uniform(1 / StrictMath.sqrt((double) fans.in()));
  }

  /**
   * New parameters for a network. Each draws from a stream of its own name, so that a parameter
   * begins alike in every network that has it in the same shape.
   */
  public Parameters begin(Network network, RandomStream stream) {
    Parameters parameters = Parameters.zeros(network);
    for (Node node : network.nodes()) {
      for (Weight weight : node.layer().weights()) {
        Tensor tensor = parameters.get(weight.nameIn(node.name()));
        rule(node, weight).fill(tensor, stream.split(weight.nameIn(node.name())));
      }
    }
    return parameters;
  }

  private Initializer rule(Node node, Weight weight) {
    if (node.layer() instanceof Parameter parameter) {
      return Initializer.normal(parameter.mean(), parameter.deviation());
    }
    boolean bias = weight.name().equals("bias");
    if (node.layer() instanceof BatchNorm2d || node.layer() instanceof LayerNorm) {
      return Initializer.constant(bias ? 0 : 1);
    }
    return bias ? biases.apply(Fans.of(node.layer().weights().get(0).shape())) : weights;
  }
}
