package dev.jacquard.nn.model;

import static dev.jacquard.tensor.kernel.Activation.HARD_SIGMOID;
import static dev.jacquard.tensor.kernel.Activation.HARD_SWISH;
import static dev.jacquard.tensor.kernel.Activation.RELU;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;

/**
 * MobileNet v3: Howard et al., "Searching for MobileNetV3", 2019, tables 1 and 2.
 *
 * <p>For small images the convolutions of the first five features have stride 1.
 *
 * @param head channels of the layer before the last
 */
record MobileNetV3(String name, List<Row> table, int head) implements Architecture {
  /** Whether a block has a squeeze-and-excitation: the tables' column SE. */
  enum Attention {
    SE,
    NONE
  }

  /**
   * One row of the tables.
   *
   * @param kernel rows and columns of the depthwise convolution
   * @param expanded channels of the depthwise convolution
   * @param out channels of the output
   */
  record Row(
      int kernel,
      int expanded,
      int out,
      Attention attention,
      Activation nonlinearity,
      int stride) {}

  private static final List<Row> LARGE =
      List.of(
          new Row(3, 16, 16, Attention.NONE, RELU, 1),
          new Row(3, 64, 24, Attention.NONE, RELU, 2),
          new Row(3, 72, 24, Attention.NONE, RELU, 1),
          new Row(5, 72, 40, Attention.SE, RELU, 2),
          new Row(5, 120, 40, Attention.SE, RELU, 1),
          new Row(5, 120, 40, Attention.SE, RELU, 1),
          new Row(3, 240, 80, Attention.NONE, HARD_SWISH, 2),
          new Row(3, 200, 80, Attention.NONE, HARD_SWISH, 1),
          new Row(3, 184, 80, Attention.NONE, HARD_SWISH, 1),
          new Row(3, 184, 80, Attention.NONE, HARD_SWISH, 1),
          new Row(3, 480, 112, Attention.SE, HARD_SWISH, 1),
          new Row(3, 672, 112, Attention.SE, HARD_SWISH, 1),
          new Row(5, 672, 160, Attention.SE, HARD_SWISH, 2),
          new Row(5, 960, 160, Attention.SE, HARD_SWISH, 1),
          new Row(5, 960, 160, Attention.SE, HARD_SWISH, 1));

  private static final List<Row> SMALL =
      List.of(
          new Row(3, 16, 16, Attention.SE, RELU, 2),
          new Row(3, 72, 24, Attention.NONE, RELU, 2),
          new Row(3, 88, 24, Attention.NONE, RELU, 1),
          new Row(5, 96, 40, Attention.SE, HARD_SWISH, 2),
          new Row(5, 240, 40, Attention.SE, HARD_SWISH, 1),
          new Row(5, 240, 40, Attention.SE, HARD_SWISH, 1),
          new Row(5, 120, 48, Attention.SE, HARD_SWISH, 1),
          new Row(5, 144, 48, Attention.SE, HARD_SWISH, 1),
          new Row(5, 288, 96, Attention.SE, HARD_SWISH, 2),
          new Row(5, 576, 96, Attention.SE, HARD_SWISH, 1),
          new Row(5, 576, 96, Attention.SE, HARD_SWISH, 1));

  private static final SqueezeExcitation ATTENTION = new SqueezeExcitation(RELU, HARD_SIGMOID);
  private static final int STEM = 16;
  private static final int FULL_RESOLUTION = 5;
  private static final double EPS = 1e-3;
  private static final double MOMENTUM = 0.01;

  static List<MobileNetV3> all() {
    return List.of(
        new MobileNetV3("mobilenet_v3_large", LARGE, 1280),
        new MobileNetV3("mobilenet_v3_small", SMALL, 1024));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    Conv2d stem = Conv2d.of(3, STEM, 3).withStride(task.small() ? 1 : 2).withPadding(1);
    features.add((module, x) -> activated(module, stem, HARD_SWISH, x));
    int in = STEM;
    for (Row row : table) {
      boolean full = task.small() && features.size() < FULL_RESOLUTION;
      int stride = full ? 1 : row.stride();
      int channels = in;
      features.add((module, x) -> residual(module, row, channels, stride, x));
      in = row.out();
    }
    int wide = 6 * in;
    Conv2d last = Conv2d.of(in, wide, 1);
    features.add((module, x) -> activated(module, last, HARD_SWISH, x));

    Node pooled = net.add("avgpool", AdaptiveAvgPool2d.global(), features.output());
    return Sequential.of(
        net.in("classifier"),
        net.add(new Flatten(), pooled),
        Linear.of(wide, head),
        new Activate(HARD_SWISH),
        new Dropout(0.2),
        Linear.of(head, task.classes()));
  }

  /** Expansion (unless there is none), depthwise convolution, attention, linear projection. */
  private static Node residual(NetworkBuilder net, Row row, int in, int stride, Node x) {
    int inner = row.expanded();
    Sequential block = new Sequential(net.in("block"), x);
    if (inner != in) {
      block.add((module, y) -> activated(module, Conv2d.of(in, inner, 1), row.nonlinearity(), y));
    }
    Conv2d depthwise =
        Conv2d.of(inner, inner, row.kernel())
            .withStride(stride)
            .withPadding(row.kernel() / 2)
            .withGroups(inner);
    block.add((module, y) -> activated(module, depthwise, row.nonlinearity(), y));
    if (row.attention() == Attention.SE) {
      int quarter = inner / 4;
      int squeezed = Channels.round(quarter, 8);
      block.add((module, y) -> ATTENTION.add(module, inner, squeezed, y));
    }
    Conv2d projection = Conv2d.of(inner, row.out(), 1);
    block.add((module, y) -> Sequential.of(module, y, projection, norm(row.out())));
    // A block that has stride 2 in the table adds nothing for small images either.
    return row.stride() == 1 && in == row.out()
        ? net.add(new Add(), block.output(), x)
        : block.output();
  }

  private static Node activated(NetworkBuilder net, Conv2d conv, Activation activation, Node x) {
    return Sequential.of(net, x, conv, norm(conv.out()), new Activate(activation));
  }

  private static BatchNorm2d norm(int channels) {
    return new BatchNorm2d(channels, EPS, MOMENTUM, true);
  }
}
