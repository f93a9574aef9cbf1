package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.GatherRows;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.Targets.Target;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the parameters of graphs from the embeddings of their nodes: blocks of one size together,
 * each then fitted to the parameters that it is for.
 */
final class ParameterDecoding {
  /** Takes one group after the other. */
  @FunctionalInterface
  interface Sink {
    /**
     * One group.
     *
     * @param blocks what was decoded, of several nodes
     * @param parts the parameters that it is for
     */
    void take(Var blocks, List<Part> parts);
  }

  /**
   * A parameter, and what it is made of.
   *
   * @param graph whose it is
   * @param fit how its block becomes the parameter
   * @param from where the block begins among those decoded
   * @param normalizer what is done to each value
   */
  record Part(
      int graph,
      String name,
      Shape shape,
      ParameterFit fit,
      int from,
      ParameterNormalizer normalizer) {
    /** The parameter, in a tensor of its own. */
    Tensor write(Tensor blocks) {
      Tensor parameter = Tensor.zeros(shape);
      fit.write(blocks.data(), blocks.offset() + from, normalizer, parameter);
      return parameter;
    }

    /** The parameter on the tape of the blocks. */
    Var onTape(Var blocks) {
      return fit.onTape(blocks, from, normalizer, shape);
    }
  }

  private final GhnConfig config;
  private final WeightDecoder weights;
  private final VectorDecoder vectors;
  private final Targets targets;

  ParameterDecoding(GhnVars vars, GhnConfig config, List<PrimitiveGraph> graphs) {
    this.config = config;
    this.weights =
        config.decoding() == Decoding.CONV
            ? new ConvDecoder(vars, config)
            : new MlpDecoder(vars, config);
    this.vectors = new VectorDecoder(vars, config);
    this.targets = new Targets(config, graphs);
  }

  /** Decodes everything, group by group. */
  void decode(Var embeddings, Sink sink) {
    targets
        .weights()
        .forEach(
            (size, group) ->
                fitWeights(group, weights.blocks(rows(embeddings, group), size), sink));
    targets
        .classifiers()
        .forEach(
            (in, group) ->
                fitWeights(group, weights.classifiers(rows(embeddings, group), in), sink));
    if (!targets.vectors().isEmpty()) {
      fitVectors(vectors.rows(rows(embeddings, targets.vectors())), sink);
    }
    if (!targets.classifierBiases().isEmpty()) {
      fitClassifierBiases(
          vectors.classifierRows(rows(embeddings, targets.classifierBiases())), sink);
    }
  }

  private static Var rows(Var embeddings, List<Target> targets) {
    return GatherRows.gatherRows(embeddings, targets.stream().mapToInt(Target::row).toArray());
  }

  private void fitWeights(List<Target> group, Var blocks, Sink sink) {
    int[] dims = blocks.shape().dims();
    Shape block = Shape.of(dims[1], dims[2], dims[3], dims[4]);
    List<Part> parts = new ArrayList<>();
    for (Target target : group) {
      ParameterFit fit = ParameterFit.weight(target.shape(), block);
      int from = parts.size() * block.size();
      parts.add(part(target, target.parameter(), fit, from, weightNormalizer(target)));
    }
    sink.take(blocks, parts);
  }

  private static Part part(
      Target target, String name, ParameterFit fit, int from, ParameterNormalizer normalizer) {
    return new Part(target.graph(), name, target.shape(), fit, from, normalizer);
  }

  private ParameterNormalizer weightNormalizer(Target target) {
    boolean left = !config.normalised() || target.node().primitive() == Primitive.POS_ENC;
    return left ? ParameterNormalizer.none() : ParameterNormalizer.weight(target.shape());
  }

  private void fitVectors(Var rows, Sink sink) {
    int most = config.maxVector();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < targets.vectors().size(); i++) {
      Target target = targets.vectors().get(i);
      ParameterFit fit = ParameterFit.vector(target.shape(), targets.decoded(target));
      int weight = (2 * i + VectorDecoder.WEIGHT) * most;
      int bias = (2 * i + VectorDecoder.BIAS) * most;
      if (target.isBias()) {
        parts.add(part(target, target.parameter(), fit, bias, biasNormalizer()));
      } else {
        parts.add(part(target, target.parameter(), fit, weight, normWeightNormalizer()));
        parts.add(part(target, target.normBias(), fit, bias, biasNormalizer()));
      }
    }
    sink.take(rows, parts);
  }

  private void fitClassifierBiases(Var rows, Sink sink) {
    int classes = config.classes();
    List<Part> parts = new ArrayList<>();
    for (Target target : targets.classifierBiases()) {
      ParameterFit fit = ParameterFit.vector(target.shape(), classes);
      int bias = (2 * parts.size() + VectorDecoder.BIAS) * classes;
      parts.add(part(target, target.parameter(), fit, bias, biasNormalizer()));
    }
    sink.take(rows, parts);
  }

  private ParameterNormalizer normWeightNormalizer() {
    return config.normalised() ? new ParameterNormalizer.NormWeight() : ParameterNormalizer.none();
  }

  private ParameterNormalizer biasNormalizer() {
    return config.normalised() ? new ParameterNormalizer.Bias() : ParameterNormalizer.none();
  }
}
