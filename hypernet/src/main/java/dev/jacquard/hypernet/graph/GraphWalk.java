package dev.jacquard.hypernet.graph;

import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Node;
import dev.jacquard.nn.network.Primitive;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Walks a network and keeps, for each of its nodes, the primitives from which its value comes. */
final class GraphWalk {
  private final List<PrimitiveNode> nodes = new ArrayList<>();
  private final List<int[]> predecessors = new ArrayList<>();

  private GraphWalk() {}

  static PrimitiveGraph of(Network network) {
    GraphWalk walk = new GraphWalk();
    List<SortedSet<Integer>> sources = new ArrayList<>(network.nodes().size());
    for (Node node : network.nodes()) {
      SortedSet<Integer> incoming = new TreeSet<>();
      node.inputs().forEach(input -> incoming.addAll(sources.get(input)));
      sources.add(walk.pass(node, incoming));
    }
    return new PrimitiveGraph(walk.nodes, walk.predecessors);
  }

  /** The primitives from which a node's value comes, given those of its inputs. */
  private SortedSet<Integer> pass(Node node, SortedSet<Integer> incoming) {
    if (node.primitive().isEmpty()) {
      return incoming;
    }
    Primitive primitive = node.primitive().get();
    boolean joins = primitive == Primitive.SUM || primitive == Primitive.CONCAT;
    if (joins && incoming.size() < 2) {
      return incoming;
    }
    List<Weight> weights = node.weights();
    if (weights.isEmpty()) {
      return add(node, primitive, Optional.empty(), kernel(node), incoming);
    }
    SortedSet<Integer> first = add(node, primitive, weights.get(0), incoming);
    boolean norm = primitive == Primitive.BN || primitive == Primitive.LN;
    return norm || weights.size() == 1 ? first : add(node, Primitive.BIAS, weights.get(1), first);
  }

  private static Optional<Shape> kernel(Node node) {
    if (node.layer() instanceof MaxPool2d pool) {
      return Optional.of(Shape.of(1, 1, pool.kernel(), pool.kernel()));
    }
    if (node.layer() instanceof AvgPool2d pool) {
      return Optional.of(Shape.of(1, 1, pool.kernel(), pool.kernel()));
    }
    return Optional.empty();
  }

  private SortedSet<Integer> add(
      Node node, Primitive primitive, Weight weight, SortedSet<Integer> incoming) {
    return add(node, primitive, Optional.of(weight.name()), Optional.of(weight.shape()), incoming);
  }

  private SortedSet<Integer> add(
      Node node,
      Primitive primitive,
      Optional<String> parameter,
      Optional<Shape> shape,
      SortedSet<Integer> incoming) {
    int index = nodes.size();
    nodes.add(new PrimitiveNode(index, primitive, node.name(), parameter, shape));
    predecessors.add(incoming.stream().mapToInt(Integer::intValue).toArray());
    return new TreeSet<>(List.of(index));
  }
}
