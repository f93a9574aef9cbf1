package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Network;
import java.util.List;

/**
 * The networks of a step, with their graphs.
 *
 * @param networks one or more
 * @param graphs of each of them
 */
public record MetaBatch(List<Network> networks, List<PrimitiveGraph> graphs) {
  /** Copies both lists. */
  public MetaBatch {
    networks = List.copyOf(networks);
    graphs = List.copyOf(graphs);
  }

  /** Makes the graphs of networks. */
  public static MetaBatch of(List<Network> networks) {
    return new MetaBatch(networks, networks.stream().map(PrimitiveGraph::of).toList());
  }

  /** The nodes of all graphs. */
  public int nodes() {
    return graphs.stream().mapToInt(PrimitiveGraph::size).sum();
  }

  /** How many networks there are. */
  public int size() {
    return networks.size();
  }
}
