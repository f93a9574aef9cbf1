package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Conv2d;
import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.autograd.op.Permute;
import dev.jacquard.autograd.op.Reshape;
import dev.jacquard.autograd.op.Slice;

/**
 * The decoder of GHN-1 and GHN-2 (Knyazev et al. 2021, appendix B): a linear map to 4 hidden
 * channels of S x S pixels, then 1 x 1 convolutions to 8 hidden and to O I channels. Its result is
 * cropped; only what survives is computed. With the channels last, the convolutions are linear maps
 * of all pixels of all nodes.
 */
record ConvDecoder(GhnVars vars, GhnConfig config) implements WeightDecoder {
  private static final String FIRST = "decoder.fc.0";
  private static final String SECOND = "decoder.conv.0";
  private static final String THIRD = "decoder.conv.2";
  private static final String CLASSIFIER = "decoder.class_layer_predictor.1";

  @Override
  public Var blocks(Var nodes, BlockSize size) {
    int n = nodes.shape().dim(0);
    int inner = 8 * config.hidden();
    Var pixels = pixels(nodes, size.height(), size.width());
    Var second = Reshape.reshape(vars.weight(SECOND), inner, 4 * config.hidden());
    Var features = Mlp.relu(Linear.linear(pixels, second, vars.bias(SECOND)));
    Var blocks = Linear.linear(features, lastWeight(size, inner), lastBias(size));
    return Reshape.reshape(blocks, n, size.height(), size.width(), size.out(), size.in());
  }

  @Override
  public Var classifiers(Var nodes, int in) {
    int n = nodes.shape().dim(0);
    BlockSize all = new BlockSize(config.maxOut(), in, 1, 1);
    Var features = Reshape.reshape(Mlp.relu(blocks(nodes, all)), n, config.maxOut(), in, 1);
    Var classes =
        Conv2d.conv2d(features, vars.weight(CLASSIFIER), vars.bias(CLASSIFIER), Sliding.of(1, 0));
    return Reshape.reshape(classes, n, 1, 1, config.classes(), in);
  }

  /** The first map's result, {@code [n height width, 4 hidden]}, cropped. */
  private Var pixels(Var nodes, int height, int width) {
    int s = config.maxKernel();
    int channels = 4 * config.hidden();
    int hidden = config.hidden();
    Var weight = Reshape.reshape(vars.weight(FIRST), channels, s, s, hidden);
    weight =
        Slice.slice(weight, new int[] {0, 0, 0, 0}, new int[] {channels, height, width, hidden});
    Var bias = Reshape.reshape(vars.bias(FIRST), channels, s, s);
    bias = Slice.slice(bias, new int[] {0, 0, 0}, new int[] {channels, height, width});
    int features = height * width * channels;
    Var y =
        Linear.linear(
            nodes,
            Reshape.reshape(Permute.permute(weight, 1, 2, 0, 3), features, hidden),
            Reshape.reshape(Permute.permute(bias, 1, 2, 0), features));
    return Reshape.reshape(Mlp.relu(y), nodes.shape().dim(0) * height * width, channels);
  }

  private Var lastWeight(BlockSize size, int inner) {
    Var weight = Reshape.reshape(vars.weight(THIRD), config.maxOut(), config.maxIn(), inner);
    weight = Slice.slice(weight, new int[] {0, 0, 0}, new int[] {size.out(), size.in(), inner});
    return Reshape.reshape(weight, size.out() * size.in(), inner);
  }

  private Var lastBias(BlockSize size) {
    Var bias = Reshape.reshape(vars.bias(THIRD), config.maxOut(), config.maxIn());
    bias = Slice.slice(bias, new int[] {0, 0}, new int[] {size.out(), size.in()});
    return Reshape.reshape(bias, size.out() * size.in());
  }
}
