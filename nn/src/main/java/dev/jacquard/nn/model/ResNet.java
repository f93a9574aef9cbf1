package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * Residual networks: He et al., "Deep residual learning for image recognition", 2016, table 1, with
 * the stride in the 3 x 3 convolution of a bottleneck. ResNeXt (Xie et al., "Aggregated residual
 * transformations for deep neural networks", 2017) has bottlenecks in groups, and the wide form
 * (Zagoruyko and Komodakis, "Wide residual networks", 2016) has bottlenecks of twice the width.
 *
 * <p>For small images the first convolution is 3 x 3 with stride 1, and no pooling follows it.
 *
 * @param block which kind of block
 * @param groups of a bottleneck's middle convolution
 * @param groupWidth channels of each group in the first stage
 * @param depths blocks of each of the four stages
 */
record ResNet(String name, Block block, int groups, int groupWidth, List<Integer> depths)
    implements Architecture {
  /** Two 3 x 3 convolutions, or one between two of 1 x 1 that end in four times the width. */
  enum Block {
    BASIC(1),
    BOTTLENECK(4);

    final int expansion;

    Block(int expansion) {
      this.expansion = expansion;
    }
  }

  private static final int STEM = 64;

  static List<ResNet> all() {
    return List.of(
        new ResNet("resnet18", Block.BASIC, 1, 64, List.of(2, 2, 2, 2)),
        new ResNet("resnet34", Block.BASIC, 1, 64, List.of(3, 4, 6, 3)),
        new ResNet("resnet50", Block.BOTTLENECK, 1, 64, List.of(3, 4, 6, 3)),
        new ResNet("resnet101", Block.BOTTLENECK, 1, 64, List.of(3, 4, 23, 3)),
        new ResNet("resnet152", Block.BOTTLENECK, 1, 64, List.of(3, 8, 36, 3)),
        new ResNet("resnext50_32x4d", Block.BOTTLENECK, 32, 4, List.of(3, 4, 6, 3)),
        new ResNet("resnext101_32x8d", Block.BOTTLENECK, 32, 8, List.of(3, 4, 23, 3)),
        new ResNet("resnext101_64x4d", Block.BOTTLENECK, 64, 4, List.of(3, 4, 23, 3)),
        new ResNet("wide_resnet50_2", Block.BOTTLENECK, 1, 128, List.of(3, 4, 6, 3)),
        new ResNet("wide_resnet101_2", Block.BOTTLENECK, 1, 128, List.of(3, 4, 23, 3)));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Node x = stem(net, task);
    int in = STEM;
    for (int stage = 0; stage < depths.size(); stage++) {
      NetworkBuilder layer = net.in("layer" + (stage + 1));
      int width = STEM << stage;
      for (int i = 0; i < depths.get(stage); i++) {
        int stride = stage > 0 && i == 0 ? 2 : 1;
        x = residual(layer.in(Integer.toString(i)), in, width, stride, x);
        in = width * block.expansion;
      }
    }
    x = net.add("avgpool", AdaptiveAvgPool2d.global(), x);
    return net.add("fc", Linear.of(in, task.classes()), net.add(new Flatten(), x));
  }

  private static Node stem(NetworkBuilder net, Task task) {
    if (task.small()) {
      return net.relu(normed(net, 1, Conv2d.of(3, STEM, 3).withPadding(1), net.input()));
    }
    Conv2d conv = Conv2d.of(3, STEM, 7).withStride(2).withPadding(3);
    Node x = net.relu(normed(net, 1, conv, net.input()));
    return net.add("maxpool", MaxPool2d.of(3, 2).withPadding(1), x);
  }

  private Node residual(NetworkBuilder net, int in, int width, int stride, Node x) {
    int out = width * block.expansion;
    Node y =
        switch (block) {
          case BASIC -> basic(net, in, width, stride, x);
          case BOTTLENECK -> bottleneck(net, in, width, stride, x);
        };
    Node shortcut = x;
    if (stride != 1 || in != out) {
      Conv2d projection = Conv2d.of(in, out, 1).withStride(stride);
      shortcut = Sequential.of(net.in("downsample"), x, projection, BatchNorm2d.of(out));
    }
    return net.relu(net.add(new Add(), y, shortcut));
  }

  private static Node basic(NetworkBuilder net, int in, int width, int stride, Node x) {
    Conv2d first = Conv2d.of(in, width, 3).withStride(stride).withPadding(1);
    Node y = net.relu(normed(net, 1, first, x));
    return normed(net, 2, Conv2d.of(width, width, 3).withPadding(1), y);
  }

  private Node bottleneck(NetworkBuilder net, int in, int width, int stride, Node x) {
    int inner = width * groupWidth / STEM * groups;
    Node y = net.relu(normed(net, 1, Conv2d.of(in, inner, 1), x));
    Conv2d middle = Conv2d.of(inner, inner, 3).withStride(stride).withPadding(1).withGroups(groups);
    y = net.relu(normed(net, 2, middle, y));
    return normed(net, 3, Conv2d.of(inner, width * block.expansion, 1), y);
  }

  private static Node normed(NetworkBuilder net, int number, Conv2d conv, Node x) {
    Node y = net.add("conv" + number, conv, x);
    return net.add("bn" + number, BatchNorm2d.of(conv.out()), y);
  }
}
