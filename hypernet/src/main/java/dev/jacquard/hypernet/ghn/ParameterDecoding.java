package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.GatherRows;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** A node that stands for a parameter, and the row of its embedding. */
  private record Target(int graph, int row, PrimitiveNode node, Shape shape) {
    Place place(String name) {
      return new Place(graph, name, shape);
    }

    String parameter() {
      return node.parameter().orElseThrow();
    }
  }

  private final GhnConfig config;
  private final WeightDecoder weights;
  private final VectorDecoder vectors;
  private final Map<BlockSize, List<Target>> groups = new LinkedHashMap<>();
  private final Map<Integer, List<Target>> classifiers = new LinkedHashMap<>();
  private final List<Target> oneDimensional = new ArrayList<>();
  private final List<Target> classifierBiases = new ArrayList<>();

  ParameterDecoding(GhnVars vars, GhnConfig config, List<PrimitiveGraph> graphs) {
    this.config = config;
    this.weights =
        config.decoding() == Decoding.CONV
            ? new ConvDecoder(vars, config)
            : new MlpDecoder(vars, config);
    this.vectors = new VectorDecoder(vars, config);
    int row = 0;
    for (int g = 0; g < graphs.size(); g++) {
      for (PrimitiveNode node : graphs.get(g).nodes()) {
        sort(graphs.get(g), g, row++, node);
      }
    }
  }

  /** Puts a node among those that are decoded with it. */
  private void sort(PrimitiveGraph graph, int g, int row, PrimitiveNode node) {
    if (node.parameter().isEmpty() || node.shape().isEmpty()) {
      return;
    }
    Shape shape = node.shape().get();
    Target target = new Target(g, row, node, shape);
    boolean classifier =
        graph.classifierWeight().filter(node::equals).isPresent()
            || graph.classifierBias().filter(node::equals).isPresent();
    if (shape.rank() == 1) {
      (classifier ? classifierBiases : oneDimensional).add(target);
    } else if (classifier && shape.rank() == 2) {
      int in = BlockSize.grouped(shape.dim(1), config.maxIn());
      classifiers.computeIfAbsent(in, key -> new ArrayList<>()).add(target);
    } else if (shape.rank() == 2 || shape.rank() == 4) {
      BlockSize size = BlockSize.of(shape, config);
      groups.computeIfAbsent(size, key -> new ArrayList<>()).add(target);
    }
  }

  /** Decodes everything, group by group. */
  void decode(Var embeddings, Sink sink) {
    groups.forEach(
        (size, targets) ->
            fitWeights(targets, weights.blocks(rows(embeddings, targets), size), sink));
    classifiers.forEach(
        (in, targets) ->
            fitWeights(targets, weights.classifiers(rows(embeddings, targets), in), sink));
    if (!oneDimensional.isEmpty()) {
      fitVectors(vectors.rows(rows(embeddings, oneDimensional)), sink);
    }
    if (!classifierBiases.isEmpty()) {
      fitClassifierBiases(vectors.classifierRows(rows(embeddings, classifierBiases)), sink);
    }
  }

  private static Var rows(Var embeddings, List<Target> targets) {
    return GatherRows.gatherRows(embeddings, targets.stream().mapToInt(Target::row).toArray());
  }

  private void fitWeights(List<Target> targets, Var blocks, Sink sink) {
    int[] dims = blocks.shape().dims();
    Shape block = Shape.of(dims[1], dims[2], dims[3], dims[4]);
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      sink.take(
          target.place(target.parameter()),
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
    for (int i = 0; i < oneDimensional.size(); i++) {
      Target target = oneDimensional.get(i);
      int decoded = BlockSize.grouped(target.shape().dim(0), config.maxOut());
      ParameterFit fit = ParameterFit.vector(target.shape(), decoded);
      int weight = (2 * i + VectorDecoder.WEIGHT) * most;
      int bias = (2 * i + VectorDecoder.BIAS) * most;
      if (target.node().primitive() == Primitive.BIAS) {
        sink.take(target.place(target.parameter()), fit, rows, bias, biasNormalizer());
      } else {
        sink.take(target.place(target.parameter()), fit, rows, weight, normWeightNormalizer());
        sink.take(target.place(target.node().layer() + ".bias"), fit, rows, bias, biasNormalizer());
      }
    }
  }

  private void fitClassifierBiases(Var rows, Sink sink) {
    int classes = config.classes();
    for (int i = 0; i < classifierBiases.size(); i++) {
      Target target = classifierBiases.get(i);
      sink.take(
          target.place(target.parameter()),
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
