package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * MNASNet-B1: Tan et al., "MnasNet: platform-aware neural architecture search for mobile", 2019,
 * figure 7 without squeeze-and-excitation.
 *
 * <p>For small images the first convolution has stride 1.
 *
 * @param multiplier of all numbers of channels but the last
 */
record MnasNet(String name, double multiplier) implements Architecture {
  /** A stack of inverted residuals; the stride is that of the first. */
  private record Stack(int out, int kernel, int stride, int expansion, int repeats) {}

  private static final List<Stack> STACKS =
      List.of(
          new Stack(24, 3, 2, 3, 3),
          new Stack(40, 5, 2, 3, 3),
          new Stack(80, 5, 2, 6, 3),
          new Stack(96, 3, 1, 6, 2),
          new Stack(192, 5, 2, 6, 4),
          new Stack(320, 3, 1, 6, 1));

  private static final int STEM = 32;
  private static final int SEPARABLE = 16;
  private static final int LAST = 1280;
  private static final double MOMENTUM = 1 - 0.9997;

  static List<MnasNet> all() {
    return List.of(
        new MnasNet("mnasnet0_5", 0.5),
        new MnasNet("mnasnet0_75", 0.75),
        new MnasNet("mnasnet1_0", 1.0),
        new MnasNet("mnasnet1_3", 1.3));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    int stem = channels(STEM);
    int in = channels(SEPARABLE);
    Sequential layers = new Sequential(net.in("layers"), net.input());
    conv(layers, Conv2d.of(3, stem, 3).withStride(task.small() ? 1 : 2).withPadding(1)).relu();
    conv(layers, Conv2d.of(stem, stem, 3).withPadding(1).withGroups(stem)).relu();
    conv(layers, Conv2d.of(stem, in, 1));
    for (Stack stack : STACKS) {
      int channels = in;
      layers.add((module, x) -> stack(module, stack, channels, x));
      in = channels(stack.out());
    }
    conv(layers, Conv2d.of(in, LAST, 1)).relu();

    // torchvision's mean drops the axes that it averages, and so is nothing to a hypernetwork.
    Node pooled = net.unmark(net.add(AdaptiveAvgPool2d.global(), layers.output()));
    return Sequential.of(
        net.in("classifier"),
        net.add(new Flatten(), pooled),
        new Dropout(0.2),
        Linear.of(LAST, task.classes()));
  }

  private int channels(int standard) {
    return Channels.round(standard * multiplier, 8);
  }

  private Node stack(NetworkBuilder net, Stack stack, int in, Node x) {
    int out = channels(stack.out());
    Sequential blocks = new Sequential(net, x);
    blocks.add((module, y) -> residual(module, stack, in, stack.stride(), y));
    for (int i = 1; i < stack.repeats(); i++) {
      blocks.add((module, y) -> residual(module, stack, out, 1, y));
    }
    return blocks.output();
  }

  private Node residual(NetworkBuilder net, Stack stack, int in, int stride, Node x) {
    int out = channels(stack.out());
    int inner = in * stack.expansion();
    Sequential layers = new Sequential(net.in("layers"), x);
    conv(layers, Conv2d.of(in, inner, 1)).relu();
    Conv2d depthwise =
        Conv2d.of(inner, inner, stack.kernel())
            .withStride(stride)
            .withPadding(stack.kernel() / 2)
            .withGroups(inner);
    conv(layers, depthwise).relu();
    conv(layers, Conv2d.of(inner, out, 1));
    return stride == 1 && in == out ? net.add(new Add(), layers.output(), x) : layers.output();
  }

  private static Sequential conv(Sequential layers, Conv2d conv) {
    return layers.add(conv).add(new BatchNorm2d(conv.out(), 1e-5, MOMENTUM, true));
  }
}
