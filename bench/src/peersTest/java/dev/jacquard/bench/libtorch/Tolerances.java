package dev.jacquard.bench.libtorch;

import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** By how much the tensors of two {@link Outcome}s may differ. */
final class Tolerances {
  /** Of the logits, as a part of their standard deviation. */
  private static final double LOGITS = 1e-4;

  /** Of a gradient, as a part of the tensor's largest. */
  private static final double GRADIENT = 1e-3;

  /**
   * Of a vector's gradient at least, as a part of the network's largest: that of a bias which a
   * batch norm subtracts again, at once or behind a linear map, is 0 but for rounding.
   */
  private static final double NOTHING = 1e-5;

  /** How much farther from the exact outcome one float32 computation may be than another. */
  private static final double SLACK = 3;

  /** How many times the usual tolerance float32 may be off for a comparison to be worth it. */
  private static final double MOST_OFF = 30;

  private Tolerances() {}

  /** For a network that rounding does not matter to. */
  static Map<String, Double> usual(Outcome expected) {
    Map<String, Double> tolerances = new LinkedHashMap<>();
    double largest =
        expected.tensors().entrySet().stream()
            .filter(entry -> !entry.getKey().equals(Outcome.LOGITS))
            .mapToDouble(entry -> largest(entry.getValue()))
            .max()
            .orElseThrow();
    expected
        .tensors()
        .forEach(
            (name, tensor) -> {
              double nothing = tensor.shape().rank() == 1 ? NOTHING * largest : 0;
              tolerances.put(name, Math.max(GRADIENT * largest(tensor), nothing));
            });
    tolerances.put(Outcome.LOGITS, LOGITS * deviation(expected.get(Outcome.LOGITS)));
    return tolerances;
  }

  /**
   * For one that magnifies rounding errors: as much more as libtorch itself is off in float32. An
   * error begins at some rectifier and spreads, so that the worst tensor counts for all gradients.
   *
   * @return nothing if libtorch is so far off that a comparison would say nothing
   */
  static Optional<Map<String, Double>> widened(Outcome rounded, Outcome exact) {
    Map<String, Double> tolerances = usual(exact);
    double excess = 1;
    for (Map.Entry<String, Double> usual : tolerances.entrySet()) {
      String name = usual.getKey();
      double off = Outcome.distance(rounded.get(name), exact.get(name)) / usual.getValue();
      if (!(off <= MOST_OFF)) {
        return Optional.empty();
      }
      excess = Math.max(excess, SLACK * off);
    }
    double factor = excess;
    tolerances.replaceAll((name, tolerance) -> factor * tolerance);
    return Optional.of(tolerances);
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
