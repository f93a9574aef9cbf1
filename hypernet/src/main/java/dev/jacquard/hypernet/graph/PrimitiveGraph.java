package dev.jacquard.hypernet.graph;

import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Primitive;
import java.util.List;
import java.util.Optional;

/**
 * A network as a hypernetwork sees it (Knyazev et al. 2021, section 2.1): a directed acyclic graph
 * of primitives. Every weight of a convolution or linear map is a node, and so is every bias of
 * these, every norm, and every operation that is a primitive; whatever lies between them only joins
 * edges.
 */
public final class PrimitiveGraph {
  private final List<PrimitiveNode> nodes;
  private final List<int[]> predecessors;
  private final int edges;

  PrimitiveGraph(List<PrimitiveNode> nodes, List<int[]> predecessors) {
    this.nodes = List.copyOf(nodes);
    this.predecessors = List.copyOf(predecessors);
    this.edges = predecessors.stream().mapToInt(list -> list.length).sum();
  }

  /** The graph of a network. */
  public static PrimitiveGraph of(Network network) {
    return GraphWalk.of(network);
  }

  /** All nodes in topological order; the first is the input. */
  public List<PrimitiveNode> nodes() {
    return nodes;
  }

  /** The number of nodes. */
  public int size() {
    return nodes.size();
  }

  /** The number of real edges. */
  public int edgeCount() {
    return edges;
  }

  /** The nodes from which a real edge leads to this one, by index. */
  public int[] predecessors(int node) {
    return predecessors.get(node).clone();
  }

  /**
   * The weight of the classifier: the last node but one where the last is its bias, or the last
   * where it has none. Networks that end in an operation have none.
   */
  public Optional<PrimitiveNode> classifierWeight() {
    PrimitiveNode last = nodes.get(nodes.size() - 1);
    return switch (last.primitive()) {
      case BIAS -> Optional.of(nodes.get(nodes.size() - 2));
      case CONV -> Optional.of(last);
      default -> Optional.empty();
    };
  }

  /** The bias of the classifier: the last node, where it is a bias. */
  public Optional<PrimitiveNode> classifierBias() {
    PrimitiveNode last = nodes.get(nodes.size() - 1);
    return last.primitive() == Primitive.BIAS ? Optional.of(last) : Optional.empty();
  }
}
