package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
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
 * GoogLeNet: Szegedy et al., "Going deeper with convolutions", 2015, table 1; with batch norm and
 * without the auxiliary classifiers. As in torchvision, the convolutions that the paper has as 5 x
 * 5 are 3 x 3.
 *
 * <p>For small images the first pooling is left out.
 */
record GoogLeNet(String name) implements Architecture {
  /**
   * One row of the table.
   *
   * @param in channels of the input
   * @param single channels of the 1 x 1 convolution
   * @param reduced3 channels of the reduction before the second branch
   * @param out3 channels of the second branch
   * @param reduced5 channels of the reduction before the third branch
   * @param out5 channels of the third branch
   * @param pooled channels behind the pooling
   */
  private record Inception(
      int in, int single, int reduced3, int out3, int reduced5, int out5, int pooled) {}

  private static final double EPS = 1e-3;
  private static final double MOMENTUM = 0.1;

  static List<GoogLeNet> all() {
    return List.of(new GoogLeNet("googlenet"));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Conv2d stem = Conv2d.of(3, 64, 7).withStride(2).withPadding(3);
    Node x = conv(net.in("conv1"), stem, net.input());
    x = task.small() ? x : net.add("maxpool1", MaxPool2d.of(3, 2).withCeil(), x);
    x = conv(net.in("conv2"), Conv2d.of(64, 64, 1), x);
    x = conv(net.in("conv3"), Conv2d.of(64, 192, 3).withPadding(1), x);
    x = net.add("maxpool2", MaxPool2d.of(3, 2).withCeil(), x);

    x = inception(net.in("inception3a"), new Inception(192, 64, 96, 128, 16, 32, 32), x);
    x = inception(net.in("inception3b"), new Inception(256, 128, 128, 192, 32, 96, 64), x);
    x = net.add("maxpool3", MaxPool2d.of(3, 2).withCeil(), x);

    x = inception(net.in("inception4a"), new Inception(480, 192, 96, 208, 16, 48, 64), x);
    x = inception(net.in("inception4b"), new Inception(512, 160, 112, 224, 24, 64, 64), x);
    x = inception(net.in("inception4c"), new Inception(512, 128, 128, 256, 24, 64, 64), x);
    x = inception(net.in("inception4d"), new Inception(512, 112, 144, 288, 32, 64, 64), x);
    x = inception(net.in("inception4e"), new Inception(528, 256, 160, 320, 32, 128, 128), x);
    x = net.add("maxpool4", MaxPool2d.of(2, 2).withCeil(), x);

    x = inception(net.in("inception5a"), new Inception(832, 256, 160, 320, 32, 128, 128), x);
    x = inception(net.in("inception5b"), new Inception(832, 384, 192, 384, 48, 128, 128), x);

    x = net.add(new Flatten(), net.add("avgpool", AdaptiveAvgPool2d.global(), x));
    x = net.add("dropout", new Dropout(0.2), x);
    return net.add("fc", Linear.of(1024, task.classes()), x);
  }

  private static Node inception(NetworkBuilder net, Inception row, Node x) {
    Node single = conv(net.in("branch1"), Conv2d.of(row.in(), row.single(), 1), x);
    Node three = reduced(net.in("branch2"), row.in(), row.reduced3(), row.out3(), x);
    Node five = reduced(net.in("branch3"), row.in(), row.reduced5(), row.out5(), x);
    Node pooled = net.add("branch4.0", MaxPool2d.of(3, 1).withPadding(1).withCeil(), x);
    pooled = conv(net.in("branch4.1"), Conv2d.of(row.in(), row.pooled(), 1), pooled);
    return net.add(Concat.channels(), single, three, five, pooled);
  }

  private static Node reduced(NetworkBuilder net, int in, int reduced, int out, Node x) {
    Node y = conv(net.in("0"), Conv2d.of(in, reduced, 1), x);
    return conv(net.in("1"), Conv2d.of(reduced, out, 3).withPadding(1), y);
  }

  private static Node conv(NetworkBuilder net, Conv2d conv, Node x) {
    BatchNorm2d norm = new BatchNorm2d(conv.out(), EPS, MOMENTUM, true);
    return net.relu(net.add("bn", norm, net.add("conv", conv, x)));
  }
}
