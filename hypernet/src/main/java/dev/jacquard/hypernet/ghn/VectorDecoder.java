package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.Linear;
import dev.jacquard.autograd.op.Reshape;

/**
 * The decoder of everything with one axis (Knyazev et al. 2021, appendix B): two linear maps with a
 * rectifier between, to two rows. Row 0 is the weight of a norm, row 1 a bias.
 */
record VectorDecoder(GhnVars vars, GhnConfig config) {
  /** The row of a norm's weight. */
  static final int WEIGHT = 0;

  /** The row of a bias. */
  static final int BIAS = 1;

  private static final String CLASSIFIER = "bias_class.1";

  /** The rows of nodes, {@code [n, 2, most]}. */
  Var rows(Var nodes) {
    Var inner = Mlp.relu(Mlp.linear(vars, "decoder_1d.fc.0", nodes));
    return Reshape.reshape(
        Mlp.linear(vars, "decoder_1d.fc.2", inner), nodes.shape().dim(0), 2, config.maxVector());
  }

  /** The rows of classifiers' biases, {@code [n, 2, classes]}. */
  Var classifierRows(Var nodes) {
    return Linear.linear(Mlp.relu(rows(nodes)), vars.weight(CLASSIFIER), vars.bias(CLASSIFIER));
  }
}
