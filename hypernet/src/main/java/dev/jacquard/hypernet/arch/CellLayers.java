package dev.jacquard.hypernet.arch;

import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.hypernet.arch.CellNetwork.Norm;
import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Attention;
import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.LayerNorm;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.Permute;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.Slice;
import dev.jacquard.nn.network.NetworkBuilder;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;

/**
 * Adds what a cell does with a state to a network, under the names of the published code.
 *
 * @param net the module below which the layers are named
 * @param norm what follows a convolution
 */
record CellLayers(NetworkBuilder net, Norm norm) {
  private static final int HEADS = 8;
  private static final double EPS = 1e-5;

  /**
   * A value of images in a network.
   *
   * @param node where it comes from
   * @param channels its channels
   * @param side its rows and columns
   */
  record State(Node node, int channels, int side) {}

  private CellLayers in(String module) {
    return new CellLayers(net.in(module), norm);
  }

  /** An operation other than {@link CellOperation#NONE}, to a number of channels. */
  State operation(CellOperation operation, State x, int out, int stride) {
    return switch (operation) {
      case NONE -> throw new IllegalArgumentException("nothing to be done");
      case MAX_POOL_3X3 -> pool(new MaxPool2d(3, stride, 1, false), x, stride);
      case AVG_POOL_3X3 -> pool(new AvgPool2d(3, stride, 1, false, false), x, stride);
      case SKIP_CONNECT -> stride == 1 ? x : factorizedReduction(x, out);
      case SEP_CONV_3X3 -> separable(x, out, 3, stride);
      case SEP_CONV_5X5 -> separable(x, out, 5, stride);
      case DIL_CONV_3X3 -> dilated(x, out, 3, stride);
      case DIL_CONV_5X5 -> dilated(x, out, 5, stride);
      case CONV_1X1 -> convolution(x, out, 1, stride);
      case CONV_7X1_1X7 -> crossed(x, out, stride);
      case CONV_3X3 -> convolution(x, out, 3, stride);
      case CONV_5X5 -> convolution(x, out, 5, stride);
      case CONV_7X7 -> convolution(x, out, 7, stride);
      case MSA -> attention(x);
      case CSE -> subsampled(squeezeExcitation(x), stride);
    };
  }

  /** A rectifier, a convolution, a norm. */
  State convolution(State x, int out, int kernel, int stride) {
    Conv2d conv = same(x.channels(), out, kernel).withStride(stride);
    CellLayers op = in("op");
    Node y = op.add("1", conv, op.net.relu(x.node()));
    return new State(op.normed("2", out, y), out, halved(x, stride));
  }

  /** 1 x 7 pixels, then 7 x 1. */
  private State crossed(State x, int out, int stride) {
    int channels = x.channels();
    CellLayers op = in("op");
    Node y =
        op.add(
            "1",
            new Conv2d(channels, channels, 1, 7, Sliding.of(1, 0), false)
                .withStride(1, stride)
                .withPadding(0, 3),
            op.net.relu(x.node()));
    y =
        op.add(
            "2",
            new Conv2d(channels, out, 7, 1, Sliding.of(1, 0), false)
                .withStride(stride, 1)
                .withPadding(3, 0),
            y);
    return new State(op.normed("3", out, y), out, halved(x, stride));
  }

  private State separable(State x, int out, int kernel, int stride) {
    int channels = x.channels();
    CellLayers op = in("op");
    Node y = op.add("1", depthwise(channels, kernel).withStride(stride), op.net.relu(x.node()));
    y = op.normed("3", channels, op.add("2", Conv2d.of(channels, channels, 1), y));
    y = op.add("5", depthwise(channels, kernel), op.net.relu(y));
    y = op.normed("7", out, op.add("6", Conv2d.of(channels, out, 1), y));
    return new State(y, out, halved(x, stride));
  }

  private State dilated(State x, int out, int kernel, int stride) {
    int channels = x.channels();
    Conv2d depthwise =
        depthwise(channels, kernel).withDilation(2).withPadding(kernel - 1).withStride(stride);
    CellLayers op = in("op");
    Node y = op.add("1", depthwise, op.net.relu(x.node()));
    y = op.normed("3", out, op.add("2", Conv2d.of(channels, out, 1), y));
    return new State(y, out, halved(x, stride));
  }

  private State pool(Layer pool, State x, int stride) {
    return new State(net.add(pool, x.node()), x.channels(), halved(x, stride));
  }

  /**
   * Half of the channels from the pixels in even rows and columns, the other half from those in odd
   * ones.
   */
  State factorizedReduction(State x, int out) {
    Node y = net.relu(x.node());
    Conv2d half = Conv2d.of(x.channels(), out / 2, 1).withStride(2);
    Conv2d rest = Conv2d.of(x.channels(), out - out / 2, 1).withStride(2);
    Node even = net.add("conv_1", half, y);
    Node odd = net.add("conv_2", rest, net.add(tail(3), net.add(tail(2), y)));
    Node both = net.add(Concat.channels(), even, odd);
    return new State(normed("bn", out, both), out, halved(x, 2));
  }

  private static Slice tail(int axis) {
    return new Slice(axis, 1, Slice.END, 1);
  }

  /** Every {@code stride}-th pixel. */
  State subsampled(State x, int stride) {
    if (stride == 1) {
      return x;
    }
    Node rows = net.add(new Slice(2, 0, Slice.END, stride), x.node());
    Node pixels = net.add(new Slice(3, 0, Slice.END, stride), rows);
    return new State(pixels, x.channels(), halved(x, stride));
  }

  /** The encoder block of a vision transformer (Dosovitskiy et al. 2021, equations 2 and 3). */
  private State attention(State x) {
    int channels = x.channels();
    int pixels = x.side() * x.side();
    int inner = HEADS * (channels / HEADS);
    Permute transposed = new Permute(List.of(0, 2, 1));
    Node tokens = net.add(new Reshape(Shape.of(channels, pixels)), x.node());
    tokens = net.add(transposed, tokens);
    Node y = net.add("ln1", new LayerNorm(channels, EPS), tokens);
    y = net.add("to_qkv", new Linear(channels, 3 * inner, false), y);
    y = net.add("to_out.0", Linear.of(inner, channels), net.add(new Attention(HEADS), y));
    tokens = net.add(new Add(), y, tokens);
    y = net.add("ln2", new LayerNorm(channels, EPS), tokens);
    y = net.add("ff.net.0", Linear.of(channels, channels), y);
    y = net.add(new Activate(Activation.GELU), y);
    y = net.add(new Add(), net.add("ff.net.3", Linear.of(channels, channels), y), tokens);
    y = net.add(new Reshape(Shape.of(channels, x.side(), x.side())), net.add(transposed, y));
    return new State(y, channels, x.side());
  }

  /** Channels weighed by what they hold on average (Hu et al. 2018), with a hard swish as gate. */
  private State squeezeExcitation(State x) {
    int channels = x.channels();
    Node mean = net.unmark(net.add(AdaptiveAvgPool2d.global(), x.node()));
    Node y = net.add("fc1", Linear.of(channels, channels / 2), net.add(new Flatten(), mean));
    y = net.add("fc2", Linear.of(channels / 2, channels), net.relu(y));
    y = net.add(new Activate(Activation.HARD_SWISH), y);
    y = net.add(new Reshape(Shape.of(channels, 1, 1)), y);
    Node weighed = net.mark(net.add(new Multiply(), x.node(), y), Primitive.CSE);
    return new State(weighed, channels, x.side());
  }

  private Node add(String name, Conv2d conv, Node x) {
    return net.add(name, conv, x);
  }

  Node normed(String name, int channels, Node x) {
    return switch (norm) {
      case NONE -> x;
      case BATCH -> net.add(name, new BatchNorm2d(channels, EPS, 0.1, false), x);
      case TRACKED -> net.add(name, BatchNorm2d.of(channels), x);
    };
  }

  /** A convolution that keeps the resolution. */
  static Conv2d same(int in, int out, int kernel) {
    return Conv2d.of(in, out, kernel).withPadding(kernel / 2);
  }

  private static Conv2d depthwise(int channels, int kernel) {
    return same(channels, channels, kernel).withGroups(channels);
  }

  /** Rows behind anything that has this stride and pads to that. */
  private static int halved(State x, int stride) {
    return (x.side() + stride - 1) / stride;
  }
}
