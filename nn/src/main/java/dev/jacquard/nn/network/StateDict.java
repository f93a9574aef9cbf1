package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.StoredArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that PyTorch keeps of a network in its {@code state_dict}: the parameters and, among them,
 * each batch norm's {@code running_mean}, {@code running_var} and {@code num_batches_tracked}.
 *
 * @param parameters the learnable values
 * @param statistics the running statistics; none where there were none, as for predicted parameters
 */
public record StateDict(Parameters parameters, Optional<RunningStatistics> statistics) {
  private static final String MEAN = ".running_mean";
  private static final String VARIANCE = ".running_var";
  private static final String BATCHES = ".num_batches_tracked";

  /** What an entry is. */
  public enum Kind {
    /** A learnable parameter. */
    PARAMETER,
    /** A running mean or variance. */
    STATISTIC,
    /** The number of batches behind running statistics, a single int64. */
    COUNT
  }

  /**
   * One entry of a state dict.
   *
   * @param name PyTorch's name
   * @param shape of the tensor
   * @param kind what it is
   */
  public record Entry(String name, Shape shape, Kind kind) {}

  /** A state with running statistics. */
  public StateDict(Parameters parameters, RunningStatistics statistics) {
    this(parameters, Optional.of(statistics));
  }

  /** What a network's state dict holds, in PyTorch's order. */
  public static List<Entry> entries(Network network) {
    List<Entry> entries = new ArrayList<>();
    for (Node node : network.nodes()) {
      for (Weight weight : node.weights()) {
        entries.add(new Entry(weight.name(), weight.shape(), Kind.PARAMETER));
      }
      if (node.layer() instanceof BatchNorm2d norm && norm.tracked()) {
        Shape channels = Shape.of(norm.channels());
        entries.add(new Entry(node.name() + MEAN, channels, Kind.STATISTIC));
        entries.add(new Entry(node.name() + VARIANCE, channels, Kind.STATISTIC));
        entries.add(new Entry(node.name() + BATCHES, Shape.scalar(), Kind.COUNT));
      }
    }
    return entries;
  }

  /**
   * Takes a network's state from stored arrays, whose values are copied to float32. Running
   * statistics may be missing altogether, and so may the numbers of batches behind them.
   *
   * @param where what the arrays come from, for messages
   * @throws IllegalArgumentException if names are missing or unknown, or shapes differ; the message
   *     gives the first few and how many there are
   */
  public static StateDict of(Network network, Map<String, StoredArray> arrays, String where) {
    Mismatches mismatches = new Mismatches();
    boolean tracked =
        entries(network).stream()
            .anyMatch(e -> e.kind() == Kind.STATISTIC && arrays.containsKey(e.name()));
    Set<String> unknown = new LinkedHashSet<>(arrays.keySet());
    for (Entry entry : entries(network)) {
      unknown.remove(entry.name());
      StoredArray array = arrays.get(entry.name());
      boolean wanted =
          entry.kind() == Kind.PARAMETER || (entry.kind() == Kind.STATISTIC && tracked);
      if (array == null && wanted) {
        mismatches.missing(entry.name());
      } else if (array != null && !fits(entry, array)) {
        mismatches.shape(entry.name(), entry.shape(), array.shape());
      }
    }
    unknown.forEach(mismatches::unknown);
    mismatches.throwIfAny(where + " does not fit " + network.name());
    return new StateDict(
        parameters(network, arrays),
        tracked ? Optional.of(statistics(network, arrays)) : Optional.empty());
  }

  private static boolean fits(Entry entry, StoredArray array) {
    return entry.kind() == Kind.COUNT
        ? array.shape().size() == 1
        : array.shape().equals(entry.shape());
  }

  private static Parameters parameters(Network network, Map<String, StoredArray> arrays) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Weight weight : network.parameters()) {
      StoredArray array = arrays.get(weight.name());
      if (array != null) {
        tensors.put(weight.name(), array.toTensor().copy());
      }
    }
    return Parameters.of(network, tensors);
  }

  private static RunningStatistics statistics(Network network, Map<String, StoredArray> arrays) {
    Map<String, NormStatistics> norms = new LinkedHashMap<>();
    for (String name : RunningStatistics.initial(network).asMap().keySet()) {
      StoredArray mean = arrays.get(name + MEAN);
      StoredArray variance = arrays.get(name + VARIANCE);
      StoredArray batches = arrays.get(name + BATCHES);
      if (mean != null && variance != null) {
        norms.put(
            name,
            new NormStatistics(
                mean.toTensor().copy(),
                variance.toTensor().copy(),
                batches == null ? 0 : (long) batches.toDoubles()[0]));
      }
    }
    return new RunningStatistics(norms);
  }

  /**
   * The state as arrays under PyTorch's names, in its order, sharing the tensors' values.
   *
   * @param network whose state this is
   */
  public Map<String, StoredArray> arrays(Network network) {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      for (Weight weight : node.weights()) {
        arrays.put(weight.name(), StoredArray.of(parameters.get(weight.name())));
      }
      if (statistics.isPresent() && node.layer() instanceof BatchNorm2d norm && norm.tracked()) {
        NormStatistics running = statistics.get().get(node.name());
        arrays.put(node.name() + MEAN, StoredArray.of(running.mean()));
        arrays.put(node.name() + VARIANCE, StoredArray.of(running.variance()));
        arrays.put(node.name() + BATCHES, StoredArray.of(Shape.scalar(), running.batches()));
      }
    }
    return arrays;
  }
}
