package dev.jacquard.nn.model;

import static dev.jacquard.tensor.kernel.Activation.RELU;
import static dev.jacquard.tensor.kernel.Activation.SIGMOID;

import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * RegNet: Radosavovic et al., "Designing network design spaces", 2020, equations 2 to 4 and tables
 * 8 and 9. They are the same for images of all sizes.
 *
 * @param design X without, Y with squeeze-and-excitation
 * @param depth d, the number of blocks
 * @param initialWidth w_0
 * @param slope w_a
 * @param step w_m
 * @param groupWidth g, channels of a group
 */
record RegNet(
    String name,
    Design design,
    int depth,
    int initialWidth,
    double slope,
    double step,
    int groupWidth)
    implements Architecture {
  /** The two design spaces. */
  enum Design {
    X,
    Y
  }

  /** Blocks of one width. */
  private record Stage(int width, int depth) {}

  private static final SqueezeExcitation ATTENTION = new SqueezeExcitation(RELU, SIGMOID);
  private static final double SQUEEZE = 0.25;
  private static final int STEM = 32;
  private static final int MULTIPLE = 8;

  static List<RegNet> all() {
    return List.of(
        new RegNet("regnet_x_400mf", Design.X, 22, 24, 24.48, 2.54, 16),
        new RegNet("regnet_x_800mf", Design.X, 16, 56, 35.73, 2.28, 16),
        new RegNet("regnet_x_1_6gf", Design.X, 18, 80, 34.01, 2.25, 24),
        new RegNet("regnet_x_3_2gf", Design.X, 25, 88, 26.31, 2.25, 48),
        new RegNet("regnet_x_8gf", Design.X, 23, 80, 49.56, 2.88, 120),
        new RegNet("regnet_x_16gf", Design.X, 22, 216, 55.59, 2.1, 128),
        new RegNet("regnet_x_32gf", Design.X, 23, 320, 69.86, 2.0, 168),
        new RegNet("regnet_y_400mf", Design.Y, 16, 48, 27.89, 2.09, 8),
        new RegNet("regnet_y_800mf", Design.Y, 14, 56, 38.84, 2.4, 16),
        new RegNet("regnet_y_1_6gf", Design.Y, 27, 48, 20.71, 2.65, 24),
        new RegNet("regnet_y_3_2gf", Design.Y, 21, 80, 42.63, 2.66, 24),
        new RegNet("regnet_y_8gf", Design.Y, 17, 192, 76.82, 2.19, 56),
        new RegNet("regnet_y_16gf", Design.Y, 18, 200, 106.23, 2.48, 112),
        new RegNet("regnet_y_32gf", Design.Y, 20, 232, 115.89, 2.53, 232));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Conv2d stem = Conv2d.of(3, STEM, 3).withStride(2).withPadding(1);
    Node x = net.relu(normed(net.in("stem"), stem, net.input()));
    NetworkBuilder trunk = net.in("trunk_output");
    List<Stage> stages = stages();
    int in = STEM;
    for (int i = 0; i < stages.size(); i++) {
      String block = "block" + (i + 1);
      int width = stages.get(i).width();
      for (int j = 0; j < stages.get(i).depth(); j++) {
        x = residual(trunk.in(block).in(block + "-" + j), in, width, j == 0 ? 2 : 1, x);
        in = width;
      }
    }
    x = net.add("avgpool", AdaptiveAvgPool2d.global(), x);
    return net.add("fc", Linear.of(in, task.classes()), net.add(new Flatten(), x));
  }

  /**
   * Widths that grow evenly (equation 2), on a ladder of powers (3, 4), in multiples of 8; blocks
   * of one width are a stage, whose width is then made a multiple of its groups'.
   */
  private List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int j = 0; j < depth; j++) {
      double even = initialWidth + slope * j;
      double rung = Math.rint(StrictMath.log(even / initialWidth) / StrictMath.log(step));
      double ladder = initialWidth * StrictMath.pow(step, rung);
      int quantized = MULTIPLE * (int) Math.rint(ladder / MULTIPLE);
      int width = Channels.round(quantized, Math.min(groupWidth, quantized));
      int end = stages.size() - 1;
      if (end >= 0 && stages.get(end).width() == width) {
        stages.set(end, new Stage(width, stages.get(end).depth() + 1));
      } else {
        stages.add(new Stage(width, 1));
      }
    }
    return stages;
  }

  private Node residual(NetworkBuilder net, int in, int width, int stride, Node x) {
    Node shortcut = x;
    if (stride != 1 || in != width) {
      shortcut = normed(net.in("proj"), Conv2d.of(in, width, 1).withStride(stride), x);
    }
    NetworkBuilder f = net.in("f");
    Node y = net.relu(normed(f.in("a"), Conv2d.of(in, width, 1), x));
    Conv2d middle =
        Conv2d.of(width, width, 3)
            .withStride(stride)
            .withPadding(1)
            .withGroups(width / Math.min(groupWidth, width));
    y = net.relu(normed(f.in("b"), middle, y));
    if (design == Design.Y) {
      y = ATTENTION.add(f.in("se"), width, (int) Math.rint(SQUEEZE * in), y);
    }
    y = normed(f.in("c"), Conv2d.of(width, width, 1), y);
    return net.relu(net.add(new Add(), shortcut, y));
  }

  private static Node normed(NetworkBuilder net, Conv2d conv, Node x) {
    return Sequential.of(net, x, conv, BatchNorm2d.of(conv.out()));
  }
}
