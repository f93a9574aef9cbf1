package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.autograd.op.Permute;
import dev.jacquard.autograd.op.Reshape;
import dev.jacquard.autograd.op.Slice;
import java.util.Arrays;

/**
 * A decoder of two linear maps, to 2 hidden features and to O I S S weights. Its result is cropped;
 * only what survives is computed.
 */
record MlpDecoder(GhnVars vars, GhnConfig config) implements WeightDecoder {
  private static final String FIRST = "decoder.mlp.fc.0";
  private static final String SECOND = "decoder.mlp.fc.2";
  private static final String CLASSIFIER = "decoder.class_layer_predictor.1";

  @Override
  public Var blocks(Var nodes, BlockSize size) {
    int n = nodes.shape().dim(0);
    int s = config.maxKernel();
    int inner = 2 * config.hidden();
    int[] wanted = {size.out(), size.in(), size.height(), size.width(), inner};
    Var weight = Reshape.reshape(vars.weight(SECOND), config.maxOut(), config.maxIn(), s, s, inner);
    weight = Permute.permute(Slice.slice(weight, new int[5], wanted), 2, 3, 0, 1, 4);
    Var bias = Reshape.reshape(vars.bias(SECOND), config.maxOut(), config.maxIn(), s, s);
    bias = Permute.permute(Slice.slice(bias, new int[4], Arrays.copyOf(wanted, 4)), 2, 3, 0, 1);
    int elements = size.out() * size.in() * size.height() * size.width();
    Var blocks =
        Linear.linear(
            features(nodes),
            Reshape.reshape(weight, elements, inner),
            Reshape.reshape(bias, elements));
    return Reshape.reshape(blocks, n, size.height(), size.width(), size.out(), size.in());
  }

  @Override
  public Var classifiers(Var nodes, int in) {
    int n = nodes.shape().dim(0);
    Var y = Mlp.linear(vars, CLASSIFIER, features(nodes));
    y = Reshape.reshape(y, n, 1, 1, config.classes(), config.maxOut());
    return Slice.slice(y, 4, 0, in);
  }

  private Var features(Var nodes) {
    return Mlp.relu(Mlp.linear(vars, FIRST, nodes));
  }
}
