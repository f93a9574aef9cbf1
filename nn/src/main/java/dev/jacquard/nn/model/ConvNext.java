package dev.jacquard.nn.model;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.LayerNorm;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Permute;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;

/**
 * ConvNeXt: Liu et al., "A ConvNet for the 2020s", 2022, section 3.
 *
 * <p>For small images the first convolution has stride 1.
 *
 * @param width channels of the first stage; each further one has twice as many
 * @param depths blocks of each of the four stages
 * @param dropped probability of stochastic depth in the last block; it grows evenly from 0
 */
record ConvNext(String name, int width, List<Integer> depths, double dropped)
    implements Architecture {
  private static final double EPS = 1e-6;
  private static final double LAYER_SCALE = 1e-6;

  static List<ConvNext> all() {
    return List.of(
        new ConvNext("convnext_tiny", 96, List.of(3, 3, 9, 3), 0.1),
        new ConvNext("convnext_small", 96, List.of(3, 3, 27, 3), 0.4),
        new ConvNext("convnext_base", 128, List.of(3, 3, 27, 3), 0.5),
        new ConvNext("convnext_large", 192, List.of(3, 3, 27, 3), 0.5));
  }

  @Override
  public Node logits(NetworkBuilder net, Task task) {
    Sequential features = new Sequential(net.in("features"), net.input());
    Conv2d patches = Conv2d.of(3, width, 4).withStride(task.small() ? 1 : 4).withBias();
    features.add((module, x) -> channelNorm(module, "1", width, module.add("0", patches, x)));
    int last = depths.stream().mapToInt(Integer::intValue).sum() - 1;
    int before = 0;
    int channels = width;
    for (int stage = 0; stage < depths.size(); stage++) {
      if (stage > 0) {
        int in = channels;
        features.add((module, x) -> downsampled(module, in, x));
        channels *= 2;
      }
      int depth = depths.get(stage);
      int first = before;
      int out = channels;
      features.add((module, x) -> stage(module, out, depth, first, last, x));
      before += depth;
    }
    Node pooled = net.add("avgpool", AdaptiveAvgPool2d.global(), features.output());
    NetworkBuilder classifier = net.in("classifier");
    Node normed = channelNorm(classifier, "0", channels, pooled);
    return classifier.add(
        "2", Linear.of(channels, task.classes()), classifier.add("1", new Flatten(), normed));
  }

  private static Node downsampled(NetworkBuilder net, int in, Node x) {
    Node normed = channelNorm(net, "0", in, x);
    return net.add("1", Conv2d.of(in, 2 * in, 2).withStride(2).withBias(), normed);
  }

  private Node stage(NetworkBuilder net, int channels, int depth, int first, int last, Node x) {
    Sequential blocks = new Sequential(net, x);
    for (int i = 0; i < depth; i++) {
      double probability = dropped * (first + i) / last;
      blocks.add((module, y) -> block(module, channels, probability, y));
    }
    return blocks.output();
  }

  /** A depthwise convolution, then, pixel by pixel, two linear maps. */
  private static Node block(NetworkBuilder net, int channels, double dropped, Node x) {
    Node scale = net.add("layer_scale", new Parameter(Shape.of(channels, 1, 1), LAYER_SCALE, 0));
    Node y =
        Sequential.of(
            net.in("block"),
            x,
            Conv2d.of(channels, channels, 7).withPadding(3).withGroups(channels).withBias(),
            Permute.channelsLast(),
            new LayerNorm(channels, EPS),
            Linear.of(channels, 4 * channels),
            new Activate(Activation.GELU),
            Linear.of(4 * channels, channels),
            Permute.channelsFirst());
    y =
        net.add(
            "stochastic_depth", new StochasticDepth(dropped), net.add(new Multiply(), y, scale));
    return net.add(new Add(), y, x);
  }

  /** Layer norm over the channels of each pixel. */
  private static Node channelNorm(NetworkBuilder net, String name, int channels, Node x) {
    Node last = net.add(Permute.channelsLast(), x);
    return net.add(Permute.channelsFirst(), net.add(name, new LayerNorm(channels, EPS), last));
  }
}
