package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.kernel.Activation;

/**
 * Channels weighed by what they hold on average: Hu et al., "Squeeze-and-excitation networks",
 * 2018, equations 3 and 4.
 *
 * @param inner between the two maps
 * @param gate makes the second map's values weights
 */
record SqueezeExcitation(Activation inner, Activation gate) {
  /**
   * Adds the block.
   *
   * @param squeezed channels between the two maps
   */
  Node add(NetworkBuilder net, int channels, int squeezed, Node x) {
    Node mean = net.add("avgpool", AdaptiveAvgPool2d.global(), x);
    Node y = net.add("fc1", Conv2d.of(channels, squeezed, 1).withBias(), mean);
    y = net.add(new Activate(inner), y);
    y = net.add("fc2", Conv2d.of(squeezed, channels, 1).withBias(), y);
    return net.add(new Multiply(), x, net.add(new Activate(gate), y));
  }
}
