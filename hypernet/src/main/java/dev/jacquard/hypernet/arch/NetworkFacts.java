package dev.jacquard.hypernet.arch;

import dev.jacquard.hypernet.graph.Distances;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.nn.network.Primitive;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is told about a network of DeepNets-1M: its graph in the form for CIFAR-10, and how large it
 * is with ten classes.
 *
 * @param nodes of its graph
 * @param edges of its graph, without virtual ones
 * @param virtualEdges pairs of nodes with a shortest path of 2 to 50 edges
 * @param longestPath the length of the longest of all shortest paths
 * @param parametersSmall how many it has in the form for CIFAR-10, unused ones included
 * @param parametersLarge how many it has in the form for ImageNet, unused ones included
 * @param primitives how often each occurs among the nodes
 */
public record NetworkFacts(
    int nodes,
    int edges,
    int virtualEdges,
    int longestPath,
    long parametersSmall,
    long parametersLarge,
    Map<Primitive, Integer> primitives) {
  /** More than any network of any split has. */
  private static final int ENDLESS = 10_000;

  /** Copies the map. */
  public NetworkFacts {
    primitives = Collections.unmodifiableMap(new EnumMap<>(primitives));
  }

  /** Finds them. */
  public static NetworkFacts of(CellNetwork network) {
    PrimitiveGraph graph =
        PrimitiveGraph.of(network.build("network", Rejection.CLASSES, Rejection.SMALL_IMAGES));
    Map<Primitive, Integer> primitives = new EnumMap<>(Primitive.class);
    for (PrimitiveNode node : graph.nodes()) {
      primitives.merge(node.primitive(), 1, Integer::sum);
    }
    return new NetworkFacts(
        graph.size(),
        graph.edgeCount(),
        Distances.of(graph, Distances.CUTOFF).virtualEdgeCount(),
        Distances.of(graph, ENDLESS).longest(),
        network.unprunedParameterCount(Rejection.CLASSES, Rejection.SMALL_IMAGES),
        network.unprunedParameterCount(Rejection.CLASSES, Rejection.LARGE_IMAGES),
        primitives);
  }
}
