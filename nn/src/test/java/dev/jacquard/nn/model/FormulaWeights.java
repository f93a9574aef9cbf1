package dev.jacquard.nn.model;

import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.StateDict.Entry;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.StoredArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights and images of the golden logits. Tensor number k of the state dict has {@code wave(i)
 * = cos(0.7 (i mod 1009) + 0.1 k)}, scaled as its kind wants it.
 */
final class FormulaWeights {
  private static final int PERIOD = 1009;

  private FormulaWeights() {}

  static StateDict of(Network network) {
    Map<String, StoredArray> arrays = new LinkedHashMap<>();
    List<Entry> entries = StateDict.entries(network);
    for (int k = 0; k < entries.size(); k++) {
      Entry entry = entries.get(k);
      arrays.put(
          entry.name(),
          entry.kind() == StateDict.Kind.COUNT
              ? StoredArray.of(Shape.scalar(), 0L)
              : StoredArray.of(tensor(entry, k)));
    }
    return StateDict.of(network, arrays, "formulas");
  }

  private static Tensor tensor(Entry entry, int k) {
    float[] period = new float[PERIOD];
    for (int i = 0; i < PERIOD; i++) {
      period[i] = (float) value(entry, Math.cos(0.7 * i + 0.1 * k));
    }
    Tensor tensor = Tensor.zeros(entry.shape());
    float[] data = tensor.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = period[i % PERIOD];
    }
    return tensor;
  }

  private static double value(Entry entry, double wave) {
    String name = entry.name();
    Shape shape = entry.shape();
    if (name.endsWith("layer_scale")) {
      return 1 + 0.1 * wave;
    }
    if (name.endsWith("running_mean")) {
      return 0.1 * wave;
    }
    if (name.endsWith("running_var")) {
      return 1 + 0.5 * wave * wave;
    }
    if (shape.rank() >= 2) {
      double fanIn = shape.size() / (double) shape.dim(0);
      return wave * Math.sqrt(2 / fanIn) * 1.4;
    }
    return name.endsWith("weight") ? 1 + 0.1 * wave : 0.1 * wave;
  }

  /** Two images, {@code [2, 3, size, size]}. */
  static Tensor images(int size) {
    Tensor images = Tensor.zeros(2, 3, size, size);
    float[] data = images.data();
    for (int j = 0; j < data.length; j++) {
      data[j] = (float) Math.sin(0.013 * (j % 6173));
    }
    return images;
  }
}
