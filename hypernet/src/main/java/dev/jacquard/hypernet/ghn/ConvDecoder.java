package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Conv2d;
import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.autograd.op.Reshape;
import dev.jacquard.autograd.op.Slice;

/**
 * The decoder of GHN-1 and GHN-2 (Knyazev et al. 2021, appendix B): a linear map to 4 hidden
 * channels of S x S pixels, then 1 x 1 convolutions to 8 hidden and to O I channels. Its result is
 * cropped; only what survives is computed.
 */
record ConvDecoder(GhnVars vars, GhnConfig config) implements WeightDecoder {
  private static final String FIRST = "decoder.fc.0";
  private static final String SECOND = "decoder.conv.0";
  private static final String THIRD = "decoder.conv.2";
  private static final String CLASSIFIER = "decoder.class_layer_predictor.1";

  @Override
  public Var blocks(Var nodes, BlockSize size) {
    int n = nodes.shape().dim(0);
    Var pixels = pixels(nodes, size.height(), size.width());
    Var inner = Mlp.relu(convolve(pixels, vars.weight(SECOND), vars.bias(SECOND)));
    Var outer = convolve(inner, lastWeight(size.out(), size.in()), lastBias(size.out(), size.in()));
    return Reshape.reshape(outer, n, size.out(), size.in(), size.height(), size.width());
  }

  @Override
  public Var classifiers(Var nodes, int in) {
    int n = nodes.shape().dim(0);
    BlockSize all = new BlockSize(config.maxOut(), in, 1, 1);
    Var features = Reshape.reshape(Mlp.relu(blocks(nodes, all)), n, config.maxOut(), in, 1);
    Var classes = convolve(features, vars.weight(CLASSIFIER), vars.bias(CLASSIFIER));
    return Reshape.reshape(classes, n, config.classes(), in, 1, 1);
  }

  /** The first map's result, {@code [n, 4 hidden, height, width]}, cropped. */
  private Var pixels(Var nodes, int height, int width) {
    int s = config.maxKernel();
    int channels = 4 * config.hidden();
    int hidden = config.hidden();
    Var weight = Reshape.reshape(vars.weight(FIRST), channels, s, s, hidden);
    weight =
        Slice.slice(weight, new int[] {0, 0, 0, 0}, new int[] {channels, height, width, hidden});
    Var bias = Reshape.reshape(vars.bias(FIRST), channels, s, s);
    bias = Slice.slice(bias, new int[] {0, 0, 0}, new int[] {channels, height, width});
    int features = channels * height * width;
    Var y =
        Linear.linear(
            nodes, Reshape.reshape(weight, features, hidden), Reshape.reshape(bias, features));
    return Reshape.reshape(Mlp.relu(y), nodes.shape().dim(0), channels, height, width);
  }

  private Var lastWeight(int out, int in) {
    int inner = 8 * config.hidden();
    Var weight = Reshape.reshape(vars.weight(THIRD), config.maxOut(), config.maxIn(), inner);
    weight = Slice.slice(weight, new int[] {0, 0, 0}, new int[] {out, in, inner});
    return Reshape.reshape(weight, out * in, inner, 1, 1);
  }

  private Var lastBias(int out, int in) {
    Var bias = Reshape.reshape(vars.bias(THIRD), config.maxOut(), config.maxIn());
    return Reshape.reshape(Slice.slice(bias, new int[] {0, 0}, new int[] {out, in}), out * in);
  }

  private static Var convolve(Var x, Var weight, Var bias) {
    return Conv2d.conv2d(x, weight, bias, Sliding.of(1, 0));
  }
}
