package dev.jacquard.nn.layer;

import dev.jacquard.tensor.Shape;

/**
 * A learnable tensor that a layer needs.
 *
 * @param name PyTorch's name within the layer, such as {@code weight}; empty where the layer is
 *     itself the parameter
 * @param shape of the tensor
 */
public record Weight(String name, Shape shape) {
  /** The name within a network, for a layer of a given name there. */
  public String nameIn(String layer) {
    return name.isEmpty() ? layer : layer + "." + name;
  }
}
