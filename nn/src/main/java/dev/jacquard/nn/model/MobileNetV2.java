package dev.jacquard.nn.model;

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
 * MobileNet v2: Sandler et al., "MobileNetV2: inverted residuals and linear bottlenecks", 2018,
 * table 2.
 *
 * <p>For small images the convolutions of the first five features have stride 1.
 */
record MobileNetV2(String name) implements Architecture {
  /**
   * One row of the table.
   *
   * @param expansion t
   * @param out c
   * @param repeats n
   * @param stride s, that of the first repeat
   */
  private record Row(int expansion, int out, int repeats, int stride) {}

  private static final List<Row> TABLE =
      List.of(
          new Row(1, 16, 1, 1),
          new Row(6, 24, 2, 2),
          new Row(6, 32, 3, 2),
          new Row(6, 64, 4, 2),
          new Row(6, 96, 3, 1),
          new Row(6, 160, 3, 2),
          new Row(6, 320, 1, 1));

  private static final int STEM = 32;
  private static final int LAST = 1280;
  private static final int FULL_RESOLUTION = 5;

  static List<MobileNetV2> all() {
    return List.of(new MobileNetV2("mobilenet_v2"));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    Conv2d stem = Conv2d.of(3, STEM, 3).withStride(task.small() ? 1 : 2).withPadding(1);
    features.add((module, x) -> normed(module, stem, x));
    int in = STEM;
    for (Row row : TABLE) {
      for (int i = 0; i < row.repeats(); i++) {
        boolean full = task.small() && features.size() < FULL_RESOLUTION;
        int stride = i == 0 && !full ? row.stride() : 1;
        int channels = in;
        features.add((module, x) -> residual(module, row, channels, stride, x));
        in = row.out();
      }
    }
    Conv2d last = Conv2d.of(in, LAST, 1);
    features.add((module, x) -> normed(module, last, x));

    Node pooled = net.add(AdaptiveAvgPool2d.global(), features.output());
    return Sequential.of(
        net.in("classifier"),
        net.add(new Flatten(), pooled),
        new Dropout(0.2),
        Linear.of(LAST, task.classes()));
  }

  /** Expansion (unless it is by 1), depthwise convolution, linear projection. */
  private static Node residual(NetworkBuilder net, Row row, int in, int stride, Node x) {
    int inner = in * row.expansion();
    Sequential conv = new Sequential(net.in("conv"), x);
    if (row.expansion() != 1) {
      conv.add((module, y) -> normed(module, Conv2d.of(in, inner, 1), y));
    }
    Conv2d depthwise =
        Conv2d.of(inner, inner, 3).withStride(stride).withPadding(1).withGroups(inner);
    conv.add((module, y) -> normed(module, depthwise, y));
    conv.add(Conv2d.of(inner, row.out(), 1)).add(BatchNorm2d.of(row.out()));
    return stride == 1 && in == row.out() ? net.add(new Add(), x, conv.output()) : conv.output();
  }

  private static Node normed(NetworkBuilder net, Conv2d conv, Node x) {
    return Sequential.of(net, x, conv, BatchNorm2d.of(conv.out()), new Activate(Activation.RELU6));
  }
}
