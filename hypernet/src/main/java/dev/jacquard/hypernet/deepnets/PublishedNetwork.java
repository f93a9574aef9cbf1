package dev.jacquard.hypernet.deepnets;

import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.graph.Distances;
import java.util.List;

/**
 * A network of the published data set, with its graph as it is stored there. The graph is shown as
 * it is: files that the published generator writes today do not pair rows of nodes and of distances
 * rightly, so that {@link dev.jacquard.hypernet.graph.PrimitiveGraph} makes its own from the
 * network.
 *
 * @param index in its split
 * @param network what the graph is of, with C = 32
 * @param declaredNodes how many nodes the file says it has
 * @param nodes as they are stored
 * @param distances the lengths of shortest paths, up to 250
 */
public record PublishedNetwork(
    int index, CellNetwork network, int declaredNodes, List<Node> nodes, Distances distances) {
  /**
   * A node.
   *
   * @param primitive what it does
   * @param cell of which cell it is a part
   * @param parameter the name of its parameter within the cell, or of its primitive
   */
  public record Node(String primitive, int cell, String parameter) {}
}
