package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;

/** Modules one behind the other, named 0, 1, 2, ... as those of PyTorch's Sequential are. */
final class Sequential {
  /** Several layers with names of their own below one number. */
  @FunctionalInterface
  interface Module {
    Node add(NetworkBuilder net, Node x);
  }

  private final NetworkBuilder net;
  private Node last;
  private int next;

  /** Begins behind a node. */
  Sequential(NetworkBuilder net, Node x) {
    this.net = net;
    this.last = x;
  }

  /** A sequence of layers, each behind the other. */
  static Node of(NetworkBuilder net, Node x, Layer... layers) {
    Sequential sequence = new Sequential(net, x);
    for (Layer layer : layers) {
      sequence.add(layer);
    }
    return sequence.output();
  }

  Sequential add(Layer layer) {
    last = net.add(name(), layer, last);
    return this;
  }

  Sequential add(Module module) {
    last = module.add(net.in(name()), last);
    return this;
  }

  Sequential relu() {
    return add(Activate.relu());
  }

  /** Leaves a number out, where a module does nothing. */
  Sequential skip() {
    next++;
    return this;
  }

  /** The number that the next module gets. */
  int size() {
    return next;
  }

  /** The value behind the last module. */
  Node output() {
    return last;
  }

  private String name() {
    return Integer.toString(next++);
  }
}
