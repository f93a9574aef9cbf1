package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The running statistics of a network's batch norms, by the names of their nodes. They are no
 * parameters: nothing is learnt in them, they are gathered while the network runs.
 */
public final class RunningStatistics {
  private final Map<String, NormStatistics> norms;

  RunningStatistics(Map<String, NormStatistics> norms) {
    this.norms = Collections.unmodifiableMap(norms);
  }

  /** Statistics of no batch yet: means 0, variances 1, as PyTorch starts. */
  public static RunningStatistics initial(Network network) {
    Map<String, NormStatistics> norms = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      if (node.layer() instanceof BatchNorm2d norm && norm.tracked()) {
        Tensor variance = Tensor.zeros(Shape.of(norm.channels()));
        variance.fill(1);
        norms.put(
            node.name(), new NormStatistics(Tensor.zeros(Shape.of(norm.channels())), variance, 0));
      }
    }
    return new RunningStatistics(norms);
  }

  /**
   * The statistics of one batch norm.
   *
   * @throws IllegalArgumentException if there are none of this name
   */
  public NormStatistics get(String node) {
    NormStatistics statistics = norms.get(node);
    if (statistics == null) {
      throw new IllegalArgumentException("no running statistics for " + node);
    }
    return statistics;
  }

  /** All of them, in the order of the network's nodes. */
  public Map<String, NormStatistics> asMap() {
    return norms;
  }

  /**
   * Takes over the values of others, in the tensors that are here.
   *
   * @throws IllegalArgumentException if the others are not of the same batch norms
   */
  public void set(RunningStatistics others) {
    if (!norms.keySet().equals(others.norms.keySet())) {
      throw new IllegalArgumentException(
          "running statistics: expected those of "
              + norms.keySet()
              + ", got "
              + others.norms.keySet());
    }
    norms.forEach((name, norm) -> norm.set(others.get(name)));
  }

  /** A copy with tensors of its own. */
  public RunningStatistics copy() {
    Map<String, NormStatistics> copies = new LinkedHashMap<>();
    norms.forEach(
        (name, norm) ->
            copies.put(
                name,
                new NormStatistics(norm.mean().copy(), norm.variance().copy(), norm.batches())));
    return new RunningStatistics(copies);
  }
}
