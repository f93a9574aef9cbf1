package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Permute;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.Slice;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * ShuffleNet v2: Ma et al., "ShuffleNet V2: practical guidelines for efficient CNN architecture
 * design", 2018, table 5. Its channel shuffle ties a network to the size of images that it is built
 * for.
 *
 * <p>For small images the pooling is left out.
 *
 * @param widths channels of the three stages
 * @param last channels of the last convolution
 */
record ShuffleNetV2(String name, List<Integer> widths, int last) implements Architecture {
  private static final List<Integer> DEPTHS = List.of(4, 8, 4);
  private static final int STEM = 24;

  static List<ShuffleNetV2> all() {
    return List.of(
        new ShuffleNetV2("shufflenet_v2_x0_5", List.of(48, 96, 192), 1024),
        new ShuffleNetV2("shufflenet_v2_x1_0", List.of(116, 232, 464), 1024),
        new ShuffleNetV2("shufflenet_v2_x1_5", List.of(176, 352, 704), 1024),
        new ShuffleNetV2("shufflenet_v2_x2_0", List.of(244, 488, 976), 2048));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Conv2d stem = Conv2d.of(3, STEM, 3).withStride(2).withPadding(1);
    Node x = normed(net.in("conv1"), stem, net.input());
    int side = halved(task.imageSize());
    if (!task.small()) {
      x = net.add("maxpool", MaxPool2d.of(3, 2).withPadding(1), x);
      side = halved(side);
    }
    int in = STEM;
    for (int i = 0; i < widths.size(); i++) {
      NetworkBuilder stage = net.in("stage" + (i + 2));
      int width = widths.get(i);
      side = halved(side);
      x = shuffled(stage.in("0"), width, side, reducing(stage.in("0"), in, width, x));
      for (int j = 1; j < DEPTHS.get(i); j++) {
        NetworkBuilder unit = stage.in(Integer.toString(j));
        x = shuffled(unit, width, side, basic(unit, width, x));
      }
      in = width;
    }
    x = normed(net.in("conv5"), Conv2d.of(in, last, 1), x);
    // torchvision's mean drops the axes that it averages, and so is nothing to a hypernetwork.
    x = net.unmark(net.add(AdaptiveAvgPool2d.global(), x));
    return net.add("fc", Linear.of(last, task.classes()), net.add(new Flatten(), x));
  }

  /** Rows behind anything that has stride 2 and pads to that. */
  private static int halved(int side) {
    return (side + 1) / 2;
  }

  /** Half of the channels pass, the other half are worked on. */
  private static Node basic(NetworkBuilder net, int width, Node x) {
    int half = width / 2;
    Node passed = net.add(new Slice(1, 0, half, 1), x);
    Node rest = net.add(new Slice(1, half, width, 1), x);
    return net.add(Concat.channels(), passed, branch2(net.in("branch2"), half, half, 1, rest));
  }

  /** Both branches work on all channels and halve the resolution. */
  private static Node reducing(NetworkBuilder net, int in, int width, Node x) {
    int half = width / 2;
    Node reduced =
        Sequential.of(
            net.in("branch1"),
            x,
            depthwise(in, 2),
            BatchNorm2d.of(in),
            Conv2d.of(in, half, 1),
            BatchNorm2d.of(half),
            Activate.relu());
    return net.add(Concat.channels(), reduced, branch2(net.in("branch2"), in, half, 2, x));
  }

  private static Node branch2(NetworkBuilder net, int in, int out, int stride, Node x) {
    return Sequential.of(
        net,
        x,
        Conv2d.of(in, out, 1),
        BatchNorm2d.of(out),
        Activate.relu(),
        depthwise(out, stride),
        BatchNorm2d.of(out),
        Conv2d.of(out, out, 1),
        BatchNorm2d.of(out),
        Activate.relu());
  }

  private static Conv2d depthwise(int channels, int stride) {
    return Conv2d.of(channels, channels, 3).withStride(stride).withPadding(1).withGroups(channels);
  }

  /** A channel of the first half, one of the second, the next of the first, and so on. */
  private static Node shuffled(NetworkBuilder net, int width, int side, Node x) {
    Node halves = net.add(new Reshape(Shape.of(2, width / 2, side * side)), x);
    Node pairs = net.add(new Permute(List.of(0, 2, 1, 3)), halves);
    return net.add(new Reshape(Shape.of(width, side, side)), pairs);
  }

  private static Node normed(NetworkBuilder net, Conv2d conv, Node x) {
    return Sequential.of(net, x, conv, BatchNorm2d.of(conv.out()), Activate.relu());
  }
}
