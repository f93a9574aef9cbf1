package dev.jacquard.hypernet.predict;

import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import java.util.List;

/**
 * A network with the parameters that a hypernetwork has predicted for it.
 *
 * @param network the network
 * @param graph of it, as the hypernetwork saw it
 * @param embeddings of the graph's nodes, {@code [nodes, hidden]}
 * @param parameters all of them
 * @param unpredicted names of parameters that have kept initial values, since no node of the graph
 *     stands for them
 * @param virtualEdges how many pairs of nodes are joined by a path of 2 to 50 edges
 * @param seconds how long it took
 */
public record PredictedNetwork(
    Network network,
    PrimitiveGraph graph,
    Tensor embeddings,
    Parameters parameters,
    List<String> unpredicted,
    int virtualEdges,
    Seconds seconds) {
  /**
   * How long each stage of a prediction took, in seconds.
   *
   * @param graph making the graph and its virtual edges
   * @param embedding embedding the nodes and exchanging messages
   * @param decoding decoding, fitting and normalising parameters
   */
  public record Seconds(double graph, double embedding, double decoding) {
    /** All that comes after the graph. */
    public double prediction() {
      return embedding + decoding;
    }
  }

  /**
   * The logits {@code [N, classes]} of images {@code [N, 3, H, W]}, which are one batch: batch
   * norms use its statistics.
   */
  public Tensor run(Tensor images, Compute compute) {
    return network.forward(parameters, images, Run.batchStatistics(), compute);
  }
}
