package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * DenseNet, with bottlenecks and compression by half: Huang et al., "Densely connected
 * convolutional networks", 2017, table 1.
 *
 * <p>For small images the first convolution is 3 x 3 with stride 1, and no pooling follows it.
 *
 * @param stem channels of the first convolution
 * @param growth channels that each layer adds
 * @param depths layers of each of the four blocks
 */
record DenseNet(String name, int stem, int growth, List<Integer> depths) implements Architecture {
  private static final int BOTTLENECK = 4;

  static List<DenseNet> all() {
    return List.of(
        new DenseNet("densenet121", 64, 32, List.of(6, 12, 24, 16)),
        new DenseNet("densenet161", 96, 48, List.of(6, 12, 36, 24)),
        new DenseNet("densenet169", 64, 32, List.of(6, 12, 32, 32)),
        new DenseNet("densenet201", 64, 32, List.of(6, 12, 48, 32)));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    NetworkBuilder features = net.in("features");
    Node x = stem(features, task, net.input());
    int channels = stem;
    for (int i = 1; i <= depths.size(); i++) {
      int depth = depths.get(i - 1);
      x = block(features.in("denseblock" + i), depth, channels, x);
      channels += depth * growth;
      if (i < depths.size()) {
        x = transition(features.in("transition" + i), channels, x);
        channels /= 2;
      }
    }
    x = net.relu(features.add("norm5", BatchNorm2d.of(channels), x));
    x = net.add(new Flatten(), net.add(AdaptiveAvgPool2d.global(), x));
    return net.add("classifier", Linear.of(channels, task.classes()), x);
  }

  private Node stem(NetworkBuilder net, Task task, Node images) {
    Conv2d conv =
        task.small()
            ? Conv2d.of(3, stem, 3).withPadding(1)
            : Conv2d.of(3, stem, 7).withStride(2).withPadding(3);
    Node x = net.add("conv0", conv, images);
    x = net.relu(net.add("norm0", BatchNorm2d.of(stem), x));
    return task.small() ? x : net.add("pool0", MaxPool2d.of(3, 2).withPadding(1), x);
  }

  /** Each layer works on the outputs of all before it. */
  private Node block(NetworkBuilder net, int depth, int channels, Node x) {
    List<Node> outputs = new ArrayList<>(List.of(x));
    for (int i = 0; i < depth; i++) {
      Node all = concat(net, outputs);
      outputs.add(layer(net.in("denselayer" + (i + 1)), channels + i * growth, all));
    }
    return concat(net, outputs);
  }

  private static Node concat(NetworkBuilder net, List<Node> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : net.add(Concat.channels(), parts.toArray(Node[]::new));
  }

  private Node layer(NetworkBuilder net, int channels, Node x) {
    int inner = BOTTLENECK * growth;
    Node y = net.relu(net.add("norm1", BatchNorm2d.of(channels), x));
    y = net.add("conv1", Conv2d.of(channels, inner, 1), y);
    y = net.relu(net.add("norm2", BatchNorm2d.of(inner), y));
    return net.add("conv2", Conv2d.of(inner, growth, 3).withPadding(1), y);
  }

  private static Node transition(NetworkBuilder net, int channels, Node x) {
    Node y = net.relu(net.add("norm", BatchNorm2d.of(channels), x));
    y = net.add("conv", Conv2d.of(channels, channels / 2, 1), y);
    return net.add("pool", AvgPool2d.of(2), y);
  }
}
