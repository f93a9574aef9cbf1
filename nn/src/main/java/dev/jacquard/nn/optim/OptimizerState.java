package dev.jacquard.nn.optim;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an optimiser remembers of each parameter: tensors of its shape, and its count of steps. */
final class OptimizerState {
  /** The word for the count of steps, a scalar. */
  static final String STEP = "step";

  /**
   * Where the count of steps stays: a float counts no further. Powers of betas up to 0.99999, all
   * that the count decides, make no difference long before.
   */
  static final int LAST_STEP = 1 << 24;

  private final List<String> words;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** A state with a tensor for each of the words for every parameter. */
  OptimizerState(String... words) {
    this.words = List.of(words);
  }

  /** The tensor under a word for a parameter: zeros at first. */
  Tensor get(String word, String name, Tensor parameter) {
    return tensors.computeIfAbsent(
        word + "." + name, key -> Tensor.zeros(expected(word, parameter)));
  }

  /** One step more of a parameter: its number, from 1. */
  int nextStep(String name, Tensor parameter) {
    Tensor count = get(STEP, name, parameter);
    int step = Math.min((int) count.item() + 1, LAST_STEP);
    count.fill(step);
    return step;
  }

  /** What {@link Optimizer#step} promises to check. */
  void check(Map<String, Tensor> parameters, Map<String, Tensor> gradients, double learningRate) {
    Range.notNegative("learning rate", learningRate);
    gradients.forEach(
        (name, gradient) -> {
          Tensor parameter = parameters.get(name);
          if (parameter == null) {
            throw new IllegalArgumentException(
                name + ": a gradient, but no parameter of this name");
          }
          expectShape(name + ", gradient", parameter.shape(), gradient);
          for (String word : words) {
            Tensor former = tensors.get(word + "." + name);
            if (former != null) {
              expectShape(word + "." + name, expected(word, parameter), former);
            }
          }
        });
  }

  Map<String, Tensor> copy() {
    Map<String, Tensor> copy = new LinkedHashMap<>();
    tensors.forEach((key, tensor) -> copy.put(key, tensor.copy()));
    return copy;
  }

  void restore(Map<String, Tensor> state, Map<String, Tensor> parameters) {
    Map<String, Tensor> restored = new LinkedHashMap<>();
    state.forEach(
        (key, tensor) -> {
          checkEntry(key, tensor, state, parameters);
          restored.put(key, tensor.copy());
        });
    tensors.clear();
    tensors.putAll(restored);
  }

  private void checkEntry(
      String key, Tensor tensor, Map<String, Tensor> state, Map<String, Tensor> parameters) {
    int point = key.indexOf('.');
    String word = key.substring(0, Math.max(point, 0));
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          key + ": expected the state of an optimiser that keeps " + words + " of a parameter");
    }
    String name = key.substring(point + 1);
    Tensor parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(key + ": there is no parameter " + name);
    }
    expectShape(key, expected(word, parameter), tensor);
    if (word.equals(STEP)) {
      float step = tensor.item();
      if (!(step >= 1 && step <= LAST_STEP && step == Math.rint(step))) {
        throw new IllegalArgumentException(
            key + ": expected a whole number from 1 to " + LAST_STEP + ", got " + step);
      }
    }
    for (String other : words) {
      if (!state.containsKey(other + "." + name)) {
        throw new IllegalArgumentException(key + ": " + other + "." + name + " is missing");
      }
    }
  }

  private static Shape expected(String word, Tensor parameter) {
    return word.equals(STEP) ? Shape.scalar() : parameter.shape();
  }

  private static void expectShape(String what, Shape expected, Tensor got) {
    if (!got.shape().equals(expected)) {
      throw new IllegalArgumentException(what + ": expected " + expected + ", got " + got.shape());
    }
  }
}
