package dev.jacquard.nn.model;

import static dev.jacquard.tensor.kernel.Activation.SIGMOID;
import static dev.jacquard.tensor.kernel.Activation.SILU;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.List;

/**
 * EfficientNet: Tan and Le, "EfficientNet: rethinking model scaling for convolutional neural
 * networks", 2019, table 1, and "EfficientNetV2: smaller models and faster training", 2021, table
 * 4. They are the same for images of all sizes.
 *
 * @param stem channels of the first convolution
 * @param stages what follows it
 * @param last channels of the last convolution
 * @param dropout before the classifier
 * @param eps of batch norms
 * @param momentum of batch norms
 */
record EfficientNet(
    String name,
    int stem,
    List<Stage> stages,
    int last,
    double dropout,
    double eps,
    double momentum)
    implements Architecture {
  /**
   * Inverted residuals with squeeze-and-excitation, or with one plain convolution in their place.
   */
  enum Block {
    MB_CONV,
    FUSED
  }

  /**
   * One row of the tables.
   *
   * @param stride of the first layer
   */
  record Stage(Block block, int expansion, int kernel, int stride, int out, int layers) {
    Stage scaled(double width, double depth) {
      return new Stage(
          block,
          expansion,
          kernel,
          stride,
          Channels.round(out * width, 8),
          (int) Math.ceil(layers * depth));
    }
  }

  private static final List<Stage> B0 =
      List.of(
          new Stage(Block.MB_CONV, 1, 3, 1, 16, 1),
          new Stage(Block.MB_CONV, 6, 3, 2, 24, 2),
          new Stage(Block.MB_CONV, 6, 5, 2, 40, 2),
          new Stage(Block.MB_CONV, 6, 3, 2, 80, 3),
          new Stage(Block.MB_CONV, 6, 5, 1, 112, 3),
          new Stage(Block.MB_CONV, 6, 5, 2, 192, 4),
          new Stage(Block.MB_CONV, 6, 3, 1, 320, 1));

  private static final List<Stage> V2_S =
      List.of(
          new Stage(Block.FUSED, 1, 3, 1, 24, 2),
          new Stage(Block.FUSED, 4, 3, 2, 48, 4),
          new Stage(Block.FUSED, 4, 3, 2, 64, 4),
          new Stage(Block.MB_CONV, 4, 3, 2, 128, 6),
          new Stage(Block.MB_CONV, 6, 3, 1, 160, 9),
          new Stage(Block.MB_CONV, 6, 3, 2, 256, 15));

  private static final List<Stage> V2_M =
      List.of(
          new Stage(Block.FUSED, 1, 3, 1, 24, 3),
          new Stage(Block.FUSED, 4, 3, 2, 48, 5),
          new Stage(Block.FUSED, 4, 3, 2, 80, 5),
          new Stage(Block.MB_CONV, 4, 3, 2, 160, 7),
          new Stage(Block.MB_CONV, 6, 3, 1, 176, 14),
          new Stage(Block.MB_CONV, 6, 3, 2, 304, 18),
          new Stage(Block.MB_CONV, 6, 3, 1, 512, 5));

  private static final List<Stage> V2_L =
      List.of(
          new Stage(Block.FUSED, 1, 3, 1, 32, 4),
          new Stage(Block.FUSED, 4, 3, 2, 64, 7),
          new Stage(Block.FUSED, 4, 3, 2, 96, 7),
          new Stage(Block.MB_CONV, 4, 3, 2, 192, 10),
          new Stage(Block.MB_CONV, 6, 3, 1, 224, 19),
          new Stage(Block.MB_CONV, 6, 3, 2, 384, 25),
          new Stage(Block.MB_CONV, 6, 3, 1, 640, 7));

  private static final SqueezeExcitation ATTENTION = new SqueezeExcitation(SILU, SIGMOID);
  private static final double DROPPED = 0.2;

  static List<EfficientNet> all() {
    return List.of(
        scaled("efficientnet_b0", 1.0, 1.0, 0.2, 1e-5, 0.1),
        scaled("efficientnet_b1", 1.0, 1.1, 0.2, 1e-5, 0.1),
        scaled("efficientnet_b2", 1.1, 1.2, 0.3, 1e-5, 0.1),
        scaled("efficientnet_b3", 1.2, 1.4, 0.3, 1e-5, 0.1),
        scaled("efficientnet_b4", 1.4, 1.8, 0.4, 1e-5, 0.1),
        scaled("efficientnet_b5", 1.6, 2.2, 0.4, 1e-3, 0.01),
        scaled("efficientnet_b6", 1.8, 2.6, 0.5, 1e-3, 0.01),
        scaled("efficientnet_b7", 2.0, 3.1, 0.5, 1e-3, 0.01),
        new EfficientNet("efficientnet_v2_s", 24, V2_S, 1280, 0.2, 1e-3, 0.1),
        new EfficientNet("efficientnet_v2_m", 24, V2_M, 1280, 0.3, 1e-3, 0.1),
        new EfficientNet("efficientnet_v2_l", 32, V2_L, 1280, 0.4, 1e-3, 0.1));
  }

  private static EfficientNet scaled(
      String name, double width, double depth, double dropout, double eps, double momentum) {
    int stem = Channels.round(32 * width, 8);
    List<Stage> stages = B0.stream().map(stage -> stage.scaled(width, depth)).toList();
    int last = 4 * stages.get(stages.size() - 1).out();
    return new EfficientNet(name, stem, stages, last, dropout, eps, momentum);
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    Conv2d first = Conv2d.of(3, stem, 3).withStride(2).withPadding(1);
    features.add((module, x) -> activated(module, first, x));
    int before = 0;
    int channels = stem;
    for (Stage stage : stages) {
      int in = channels;
      int index = before;
      features.add((module, x) -> stage(module, stage, in, index, x));
      channels = stage.out();
      before += stage.layers();
    }
    Conv2d widen = Conv2d.of(channels, last, 1);
    features.add((module, x) -> activated(module, widen, x));

    Node pooled = net.add("avgpool", AdaptiveAvgPool2d.global(), features.output());
    return Sequential.of(
        net.in("classifier"),
        net.add(new Flatten(), pooled),
        new Dropout(dropout),
        Linear.of(last, task.classes()));
  }

  /** The layers of a stage; stochastic depth grows evenly over the network. */
  private Node stage(NetworkBuilder net, Stage stage, int in, int index, Node x) {
    int total = stages.stream().mapToInt(Stage::layers).sum();
    Sequential layers = new Sequential(net, x);
    for (int i = 0; i < stage.layers(); i++) {
      int channels = i == 0 ? in : stage.out();
      int stride = i == 0 ? stage.stride() : 1;
      double dropped = DROPPED * (index + i) / total;
      layers.add((module, y) -> residual(module, stage, channels, stride, dropped, y));
    }
    return layers.output();
  }

  private Node residual(
      NetworkBuilder net, Stage stage, int in, int stride, double dropped, Node x) {
    Sequential block = new Sequential(net.in("block"), x);
    switch (stage.block()) {
      case MB_CONV -> mbConv(block, stage, in, stride);
      case FUSED -> fused(block, stage, in, stride);
    }
    if (stride != 1 || in != stage.out()) {
      return block.output();
    }
    Node kept = net.add("stochastic_depth", new StochasticDepth(dropped), block.output());
    return net.add(new Add(), kept, x);
  }

  private void mbConv(Sequential block, Stage stage, int in, int stride) {
    int inner = Channels.round(in * stage.expansion(), 8);
    if (inner != in) {
      block.add((module, x) -> activated(module, Conv2d.of(in, inner, 1), x));
    }
    Conv2d depthwise = conv(inner, inner, stage.kernel(), stride).withGroups(inner);
    block.add((module, x) -> activated(module, depthwise, x));
    block.add((module, x) -> ATTENTION.add(module, inner, Math.max(1, in / 4), x));
    block.add((module, x) -> normed(module, Conv2d.of(inner, stage.out(), 1), x));
  }

  private void fused(Sequential block, Stage stage, int in, int stride) {
    int inner = Channels.round(in * stage.expansion(), 8);
    if (inner == in) {
      Conv2d only = conv(in, stage.out(), stage.kernel(), stride);
      block.add((module, x) -> activated(module, only, x));
    } else {
      Conv2d expansion = conv(in, inner, stage.kernel(), stride);
      block.add((module, x) -> activated(module, expansion, x));
      block.add((module, x) -> normed(module, Conv2d.of(inner, stage.out(), 1), x));
    }
  }

  private static Conv2d conv(int in, int out, int kernel, int stride) {
    return Conv2d.of(in, out, kernel).withStride(stride).withPadding(kernel / 2);
  }

  private Node activated(NetworkBuilder net, Conv2d conv, Node x) {
    return net.add("2", new Activate(SILU), normed(net, conv, x));
  }

  private Node normed(NetworkBuilder net, Conv2d conv, Node x) {
    return Sequential.of(net, x, conv, new BatchNorm2d(conv.out(), eps, momentum, true));
  }
}
