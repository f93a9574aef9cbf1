package dev.jacquard.hypernet.ghn;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of graphs that stand for parameters, sorted by what is decoded together. */
final class Targets {
  /** A node that stands for a parameter, and the row of its embedding. */
  record Target(int graph, int row, PrimitiveNode node, Shape shape) {
    String parameter() {
      return node.parameter().orElseThrow();
    }

    boolean isBias() {
      return node.primitive() == Primitive.BIAS;
    }

    /** The bias of a norm, which has no node of its own. */
    String normBias() {
      return node.layer() + ".bias";
    }
  }

  private final GhnConfig config;
  private final Map<BlockSize, List<Target>> weights = new LinkedHashMap<>();
  private final Map<Integer, List<Target>> classifiers = new LinkedHashMap<>();
  private final List<Target> vectors = new ArrayList<>();
  private final List<Target> classifierBiases = new ArrayList<>();

  Targets(GhnConfig config, List<PrimitiveGraph> graphs) {
    this.config = config;
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
      (classifier ? classifierBiases : vectors).add(target);
    } else if (classifier && shape.rank() == 2) {
      int in = BlockSize.grouped(shape.dim(1), config.maxIn());
      classifiers.computeIfAbsent(in, key -> new ArrayList<>()).add(target);
    } else if (shape.rank() == 2 || shape.rank() == 4) {
      BlockSize size = BlockSize.of(shape, config);
      weights.computeIfAbsent(size, key -> new ArrayList<>()).add(target);
    }
  }

  /** Weights of convolutions and linear maps, by the size of their block. */
  Map<BlockSize, List<Target>> weights() {
    return weights;
  }

  /** Weights of classifiers, by the in-channels of their block. */
  Map<Integer, List<Target>> classifiers() {
    return classifiers;
  }

  /** Weights of norms, each with its bias, and biases. */
  List<Target> vectors() {
    return vectors;
  }

  /** Biases of classifiers. */
  List<Target> classifierBiases() {
    return classifierBiases;
  }

  /** How many values are decoded for a vector. */
  int decoded(Target vector) {
    return BlockSize.grouped(vector.shape().dim(0), config.maxOut());
  }

  /** All of them, in the order in which they are decoded. */
  List<DecodingGroup> groups() {
    List<DecodingGroup> groups = new ArrayList<>();
    weights.forEach(
        (size, targets) ->
            groups.add(
                group(Shape.of(size.out(), size.in(), size.height(), size.width()), targets)));
    classifiers.forEach(
        (in, targets) -> groups.add(classifier(Shape.of(config.classes(), in), targets)));
    Map<Integer, List<Target>> byLength = new LinkedHashMap<>();
    vectors.forEach(
        target -> byLength.computeIfAbsent(decoded(target), n -> new ArrayList<>()).add(target));
    byLength.forEach((length, targets) -> groups.add(group(Shape.of(length), targets)));
    if (!classifierBiases.isEmpty()) {
      groups.add(classifier(Shape.of(config.classes()), classifierBiases));
    }
    return groups;
  }

  private static DecodingGroup group(Shape block, List<Target> targets) {
    return new DecodingGroup(block, false, described(targets));
  }

  private static DecodingGroup classifier(Shape block, List<Target> targets) {
    return new DecodingGroup(block, true, described(targets));
  }

  private static List<DecodingGroup.Target> described(List<Target> targets) {
    List<DecodingGroup.Target> described = new ArrayList<>();
    for (Target target : targets) {
      described.add(new DecodingGroup.Target(target.parameter(), target.shape()));
      if (target.shape().rank() == 1 && !target.isBias()) {
        described.add(new DecodingGroup.Target(target.normBias(), target.shape()));
      }
    }
    return described;
  }
}
