package dev.jacquard.nn.model;

import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * Inception v3: Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016,
 * table 1; without the auxiliary classifier. It is the same for images of all sizes, which have 75
 * pixels or more.
 */
record InceptionV3(String name) implements Architecture {
  private static final double EPS = 1e-3;
  private static final double MOMENTUM = 0.1;

  static List<InceptionV3> all() {
    return List.of(new InceptionV3("inception_v3"));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Node x = conv(net, "Conv2d_1a_3x3", Conv2d.of(3, 32, 3).withStride(2), net.input());
    x = conv(net, "Conv2d_2a_3x3", Conv2d.of(32, 32, 3), x);
    x = conv(net, "Conv2d_2b_3x3", Conv2d.of(32, 64, 3).withPadding(1), x);
    x = net.add("maxpool1", MaxPool2d.of(3, 2), x);
    x = conv(net, "Conv2d_3b_1x1", Conv2d.of(64, 80, 1), x);
    x = conv(net, "Conv2d_4a_3x3", Conv2d.of(80, 192, 3), x);
    x = net.add("maxpool2", MaxPool2d.of(3, 2), x);

    x = figure5(net.in("Mixed_5b"), 192, 32, x);
    x = figure5(net.in("Mixed_5c"), 256, 64, x);
    x = figure5(net.in("Mixed_5d"), 288, 64, x);
    x = reduction6(net.in("Mixed_6a"), x);
    x = figure6(net.in("Mixed_6b"), 128, x);
    x = figure6(net.in("Mixed_6c"), 160, x);
    x = figure6(net.in("Mixed_6d"), 160, x);
    x = figure6(net.in("Mixed_6e"), 192, x);
    x = reduction7(net.in("Mixed_7a"), x);
    x = figure7(net.in("Mixed_7b"), 1280, x);
    x = figure7(net.in("Mixed_7c"), 2048, x);

    x = net.add("avgpool", AdaptiveAvgPool2d.global(), x);
    x = net.add(new Flatten(), net.add("dropout", new Dropout(0.5), x));
    return net.add("fc", Linear.of(2048, task.classes()), x);
  }

  /** A 5 x 5 convolution beside two of 3 x 3. */
  private static Node figure5(NetworkBuilder net, int in, int pooled, Node x) {
    Node single = conv(net, "branch1x1", Conv2d.of(in, 64, 1), x);
    Node five = conv(net, "branch5x5_1", Conv2d.of(in, 48, 1), x);
    five = conv(net, "branch5x5_2", Conv2d.of(48, 64, 5).withPadding(2), five);
    Node three = conv(net, "branch3x3dbl_1", Conv2d.of(in, 64, 1), x);
    three = conv(net, "branch3x3dbl_2", Conv2d.of(64, 96, 3).withPadding(1), three);
    three = conv(net, "branch3x3dbl_3", Conv2d.of(96, 96, 3).withPadding(1), three);
    return net.add(Concat.channels(), single, five, three, pooled(net, in, pooled, x));
  }

  /** Pooling beside convolutions of stride 2, to half the resolution. */
  private static Node reduction6(NetworkBuilder net, Node x) {
    Node three = conv(net, "branch3x3", Conv2d.of(288, 384, 3).withStride(2), x);
    Node twice = conv(net, "branch3x3dbl_1", Conv2d.of(288, 64, 1), x);
    twice = conv(net, "branch3x3dbl_2", Conv2d.of(64, 96, 3).withPadding(1), twice);
    twice = conv(net, "branch3x3dbl_3", Conv2d.of(96, 96, 3).withStride(2), twice);
    return net.add(Concat.channels(), three, twice, net.add(MaxPool2d.of(3, 2), x));
  }

  /** 7 x 7 convolutions, each as one of 1 x 7 and one of 7 x 1. */
  private static Node figure6(NetworkBuilder net, int inner, Node x) {
    Node single = conv(net, "branch1x1", Conv2d.of(768, 192, 1), x);
    Node once = conv(net, "branch7x7_1", Conv2d.of(768, inner, 1), x);
    once = conv(net, "branch7x7_2", row(inner, inner, 7), once);
    once = conv(net, "branch7x7_3", column(inner, 192, 7), once);
    Node twice = conv(net, "branch7x7dbl_1", Conv2d.of(768, inner, 1), x);
    twice = conv(net, "branch7x7dbl_2", column(inner, inner, 7), twice);
    twice = conv(net, "branch7x7dbl_3", row(inner, inner, 7), twice);
    twice = conv(net, "branch7x7dbl_4", column(inner, inner, 7), twice);
    twice = conv(net, "branch7x7dbl_5", row(inner, 192, 7), twice);
    return net.add(Concat.channels(), single, once, twice, pooled(net, 768, 192, x));
  }

  /** As the first reduction, with a 7 x 7 convolution before the second branch's. */
  private static Node reduction7(NetworkBuilder net, Node x) {
    Node three = conv(net, "branch3x3_1", Conv2d.of(768, 192, 1), x);
    three = conv(net, "branch3x3_2", Conv2d.of(192, 320, 3).withStride(2), three);
    Node seven = conv(net, "branch7x7x3_1", Conv2d.of(768, 192, 1), x);
    seven = conv(net, "branch7x7x3_2", row(192, 192, 7), seven);
    seven = conv(net, "branch7x7x3_3", column(192, 192, 7), seven);
    seven = conv(net, "branch7x7x3_4", Conv2d.of(192, 192, 3).withStride(2), seven);
    return net.add(Concat.channels(), three, seven, net.add(MaxPool2d.of(3, 2), x));
  }

  /** Branches that end in a 1 x 3 and a 3 x 1 convolution side by side. */
  private static Node figure7(NetworkBuilder net, int in, Node x) {
    Node single = conv(net, "branch1x1", Conv2d.of(in, 320, 1), x);
    Node three = conv(net, "branch3x3_1", Conv2d.of(in, 384, 1), x);
    three =
        net.add(
            Concat.channels(),
            conv(net, "branch3x3_2a", row(384, 384, 3), three),
            conv(net, "branch3x3_2b", column(384, 384, 3), three));
    Node twice = conv(net, "branch3x3dbl_1", Conv2d.of(in, 448, 1), x);
    twice = conv(net, "branch3x3dbl_2", Conv2d.of(448, 384, 3).withPadding(1), twice);
    twice =
        net.add(
            Concat.channels(),
            conv(net, "branch3x3dbl_3a", row(384, 384, 3), twice),
            conv(net, "branch3x3dbl_3b", column(384, 384, 3), twice));
    return net.add(Concat.channels(), single, three, twice, pooled(net, in, 192, x));
  }

  private static Node pooled(NetworkBuilder net, int in, int out, Node x) {
    Node mean = net.add(new AvgPool2d(3, 1, 1, false, true), x);
    return conv(net, "branch_pool", Conv2d.of(in, out, 1), mean);
  }

  private static Conv2d row(int in, int out, int kernel) {
    return new Conv2d(in, out, 1, kernel, Sliding.of(1, 0), false).withPadding(0, kernel / 2);
  }

  private static Conv2d column(int in, int out, int kernel) {
    return new Conv2d(in, out, kernel, 1, Sliding.of(1, 0), false).withPadding(kernel / 2, 0);
  }

  private static Node conv(NetworkBuilder net, String name, Conv2d conv, Node x) {
    NetworkBuilder module = net.in(name);
    BatchNorm2d norm = new BatchNorm2d(conv.out(), EPS, MOMENTUM, true);
    return module.relu(module.add("bn", norm, module.add("conv", conv, x)));
  }
}
