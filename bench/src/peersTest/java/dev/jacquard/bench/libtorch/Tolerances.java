package dev.jacquard.bench.libtorch;

import static java.util.stream.Collectors.toSet;

import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Node;
import dev.jacquard.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** By how much the tensors of two {@link Outcome}s may differ. */
final class Tolerances {
  /** Of the logits, as a part of their standard deviation. */
  private static final double LOGITS = 1e-4;

  /** Of a gradient, as a part of the tensor's largest. */
  private static final double GRADIENT = 1e-3;

  /** Of a gradient that is 0 but for rounding, as a part of the network's largest. */
  private static final double NOTHING = 1e-5;

  /** How much farther from the exact outcome one float32 computation may be than another. */
  private static final double SLACK = 3;

  private Tolerances() {}

  /** For a network that rounding does not matter to. */
  static Map<String, Double> usual(Network network, Outcome expected) {
    Map<String, Double> tolerances = new LinkedHashMap<>();
    Set<String> cancelled = biasesThatNormsCancel(network);
    double largest = 0;
    for (Map.Entry<String, Tensor> entry : expected.tensors().entrySet()) {
      double own = largest(entry.getValue());
      tolerances.put(entry.getKey(), GRADIENT * own);
      largest = entry.getKey().equals(Outcome.LOGITS) ? largest : Math.max(largest, own);
    }
    for (String name : cancelled) {
      tolerances.put(name, NOTHING * largest);
    }
    tolerances.put(Outcome.LOGITS, LOGITS * deviation(expected.get(Outcome.LOGITS)));
    return tolerances;
  }

  /** For one that magnifies rounding errors: as much more as libtorch itself is off in float32. */
  static Map<String, Double> widened(Network network, Outcome rounded, Outcome exact) {
    Map<String, Double> tolerances = usual(network, exact);
    tolerances.replaceAll(
        (name, tolerance) ->
            Math.max(tolerance, SLACK * Outcome.distance(rounded.get(name), exact.get(name))));
    return tolerances;
  }

  /** The biases that only batch norms read, which subtract them again: their gradients are 0. */
  private static Set<String> biasesThatNormsCancel(Network network) {
    Set<Integer> read = new HashSet<>();
    Set<Integer> readByOthers = new HashSet<>();
    for (Node node : network.nodes()) {
      read.addAll(node.inputs());
      if (!(node.layer() instanceof BatchNorm2d)) {
        readByOthers.addAll(node.inputs());
      }
    }
    return network.nodes().stream()
        .filter(node -> read.contains(node.index()) && !readByOthers.contains(node.index()))
        .map(node -> node.name() + ".bias")
        .filter(network::hasParameter)
        .collect(toSet());
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (float value : tensor.toArray()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double deviation(Tensor tensor) {
    double sum = 0;
    double squares = 0;
    for (float value : tensor.toArray()) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / tensor.size();
    return Math.sqrt(Math.max(0, squares / tensor.size() - mean * mean));
  }
}
