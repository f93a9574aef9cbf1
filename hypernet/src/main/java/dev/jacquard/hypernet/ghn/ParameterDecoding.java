package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.GatherRows;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.Targets.Target;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * Decodes the parameters of graphs from the embeddings of their nodes: blocks of one size together,
 * each then fitted to the parameters that it is for.
 */
final class ParameterDecoding {
  /** Takes one parameter after the other. */
  @FunctionalInterface
  interface Sink {
    /**
     * One parameter.
     *
     * @param place which one
     * @param fit how its block becomes the parameter
     * @param blocks what was decoded, of several nodes
     * @param from where the block begins in it
     * @param normalizer what is done to each value
     */
    void take(Place place, ParameterFit fit, Var blocks, int from, ParameterNormalizer normalizer);
  }

  /** A parameter of one of the graphs. */
  record Place(int graph, String name, Shape shape) {}

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

  private static Place place(Target target, String name) {
    return new Place(target.graph(), name, target.shape());
  }

  private static Var rows(Var embeddings, List<Target> targets) {
    return GatherRows.gatherRows(embeddings, targets.stream().mapToInt(Target::row).toArray());
  }

  private void fitWeights(List<Target> group, Var blocks, Sink sink) {
    int[] dims = blocks.shape().dims();
    Shape block = Shape.of(dims[1], dims[2], dims[3], dims[4]);
    for (int i = 0; i < group.size(); i++) {
      Target target = group.get(i);
      sink.take(
          place(target, target.parameter()),
          ParameterFit.weight(target.shape(), block),
          blocks,
          i * block.size(),
          weightNormalizer(target));
    }
  }

  private ParameterNormalizer weightNormalizer(Target target) {
    boolean left = !config.normalised() || target.node().primitive() == Primitive.POS_ENC;
    return left ? ParameterNormalizer.none() : ParameterNormalizer.weight(target.shape());
  }

  private void fitVectors(Var rows, Sink sink) {
    int most = config.maxVector();
    for (int i = 0; i < targets.vectors().size(); i++) {
      Target target = targets.vectors().get(i);
      ParameterFit fit = ParameterFit.vector(target.shape(), targets.decoded(target));
      int weight = (2 * i + VectorDecoder.WEIGHT) * most;
      int bias = (2 * i + VectorDecoder.BIAS) * most;
      if (target.isBias()) {
        sink.take(place(target, target.parameter()), fit, rows, bias, biasNormalizer());
      } else {
        sink.take(place(target, target.parameter()), fit, rows, weight, normWeightNormalizer());
        sink.take(place(target, target.normBias()), fit, rows, bias, biasNormalizer());
      }
    }
  }

  private void fitClassifierBiases(Var rows, Sink sink) {
    int classes = config.classes();
    for (int i = 0; i < targets.classifierBiases().size(); i++) {
      Target target = targets.classifierBiases().get(i);
      sink.take(
          place(target, target.parameter()),
          ParameterFit.vector(target.shape(), classes),
          rows,
          (2 * i + VectorDecoder.BIAS) * classes,
          biasNormalizer());
    }
  }

  private ParameterNormalizer normWeightNormalizer() {
    return config.normalised() ? new ParameterNormalizer.NormWeight() : ParameterNormalizer.none();
  }

  private ParameterNormalizer biasNormalizer() {
    return config.normalised() ? new ParameterNormalizer.Bias() : ParameterNormalizer.none();
  }
}
