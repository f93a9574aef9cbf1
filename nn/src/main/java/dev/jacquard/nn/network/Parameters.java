package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Weight;
import dev.jacquard.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a network's learnable parameters, by PyTorch's names and in its order. The map does
 * not change, the tensors do: an optimiser works on them in place.
 */
public final class Parameters {
  private final Map<String, Tensor> tensors;

  private Parameters(Map<String, Tensor> tensors) {
    this.tensors = Collections.unmodifiableMap(tensors);
  }

  /**
   * The parameters of a network.
   *
   * @param tensors one for each, shared, not copied; in any order
   * @throws IllegalArgumentException if names are missing or unknown or shapes differ; the message
   *     gives the first few and how many there are
   */
  public static Parameters of(Network network, Map<String, Tensor> tensors) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    Mismatches mismatches = new Mismatches();
    for (Weight weight : network.parameters()) {
      Tensor tensor = tensors.get(weight.name());
      if (tensor == null) {
        mismatches.missing(weight.name());
      } else if (!tensor.shape().equals(weight.shape())) {
        mismatches.shape(weight.name(), weight.shape(), tensor.shape());
      } else {
        ordered.put(weight.name(), tensor);
      }
    }
    for (String name : tensors.keySet()) {
      if (!network.hasParameter(name)) {
        mismatches.unknown(name);
      }
    }
    mismatches.throwIfAny(network.name());
    return new Parameters(ordered);
  }

  /** New parameters for a network, all zero. */
  public static Parameters zeros(Network network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters().forEach(w -> tensors.put(w.name(), Tensor.zeros(w.shape())));
    return new Parameters(tensors);
  }

  /**
   * The value of one parameter.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor get(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no parameter is named " + name);
    }
    return tensor;
  }

  /** All of them, in order; not to be changed, but its tensors may be. */
  public Map<String, Tensor> asMap() {
    return tensors;
  }

  /** A copy with tensors of its own. */
  public Parameters copy() {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
    return new Parameters(copies);
  }
}
