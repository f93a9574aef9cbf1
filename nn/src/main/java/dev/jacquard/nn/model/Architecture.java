package dev.jacquard.nn.model;

import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;

/** One model of the catalogue. */
interface Architecture {
  /** torchvision's name, such as {@code resnet50}. */
  String name();

  /**
   * Adds all layers to a network that has nothing but its input, in the order in which torchvision
   * registers the modules.
   *
   * @return the logits, {@code [N, classes]}
   */
  Node logits(NetworkBuilder net, Task task);
}
