package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.Weight;
import java.util.List;
import java.util.Optional;

/**
 * One layer in its place in a network.
 *
 * @param index place among the network's nodes; inputs have smaller ones
 * @param name unique in the network; PyTorch's module name where the layer has weights
 * @param layer what is computed
 * @param inputs indices of the nodes whose values go in, in order
 * @param primitive what the node is to a hypernetwork, if it is anything. A convolution or linear
 *     map with a bias stands for two primitives: this one and {@link Primitive#BIAS}
 */
public record Node(
    int index, String name, Layer layer, List<Integer> inputs, Optional<Primitive> primitive) {
  /** Copies the list of inputs. */
  public Node {
    inputs = List.copyOf(inputs);
  }

  /** The weights under their names in the network, such as {@code layer1.0.conv1.weight}. */
  public List<Weight> weights() {
    return layer.weights().stream().map(w -> new Weight(w.nameIn(name), w.shape())).toList();
  }
}
