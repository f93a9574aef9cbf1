package dev.jacquard.bench.libtorch;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.ParameterVars;
import dev.jacquard.nn.network.Run;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What a {@link Task} gives: a network's logits, and the gradients of the sum of logits times
 * factors.
 *
 * @param tensors {@value #LOGITS}, then the gradients of {@value #IMAGES} and of all parameters
 */
record Outcome(Map<String, Tensor> tensors) {
  static final String LOGITS = "logits";
  static final String IMAGES = "images";

  /** By Jacquard; nothing is dropped. */
  static Outcome byJacquard(Compute compute, Task task) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Run run = task.running().map(Run::evaluation).orElseGet(Run::batchStatistics);
    try (Tape tape = new Tape(compute)) {
      Var images = tape.leaf(task.images());
      ParameterVars leaves = ParameterVars.leaves(tape, task.parameters());
      Var logits = task.network().forward(leaves, images, run);
      tensors.put(LOGITS, tape.keep(logits));
      tape.backward(List.of(logits), List.of(task.factors()));
      tensors.put(IMAGES, tape.gradient(images).copy());
      leaves.gradients().forEach((name, gradient) -> tensors.put(name, gradient.copy()));
    }
    return new Outcome(tensors);
  }

  /** By libtorch, alike, in float32 or in float64. */
  @SuppressWarnings("try") // The scope works by being open.
  static Outcome byLibtorch(Task task, torch.ScalarType type) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope();
        LibtorchParameters parameters = copies(task, type)) {
      Network network = task.network();
      org.bytedeco.pytorch.Tensor images = Libtorch.leaf(task.images(), type);
      org.bytedeco.pytorch.Tensor logits = new LibtorchWalk(network, parameters).forward(images);
      tensors.put(LOGITS, Libtorch.values(logits));
      Map<String, org.bytedeco.pytorch.Tensor> leaves = new LinkedHashMap<>();
      leaves.put(IMAGES, images);
      leaves.putAll(parameters.asMap());
      org.bytedeco.pytorch.Tensor factors = Libtorch.tensor(task.factors()).to(type);
      TensorVector gradients = LibtorchWalk.gradients(logits, factors, leaves.values());
      int next = 0;
      for (String name : leaves.keySet()) {
        tensors.put(name, Libtorch.values(gradients.get(next++)));
      }
    }
    return new Outcome(tensors);
  }

  private static LibtorchParameters copies(Task task, torch.ScalarType type) {
    return task.running()
        .map(running -> LibtorchParameters.training(task.parameters(), running, type))
        .orElseGet(() -> LibtorchParameters.training(task.parameters(), type));
  }

  Tensor get(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** What differs by more than the tolerances; NaN differs from everything. */
  List<String> differencesFrom(Outcome expected, Map<String, Double> tolerances) {
    List<String> differences = new ArrayList<>();
    tolerances.forEach(
        (name, tolerance) -> {
          double distance = distance(get(name), expected.get(name));
          if (!(distance <= tolerance)) {
            differences.add(name + " by " + distance + ", allowed " + tolerance);
          }
        });
    return differences;
  }

  /** The largest difference of two elements, or NaN. */
  static double distance(Tensor a, Tensor b) {
    double distance = 0;
    for (int i = 0; i < a.size(); i++) {
      double here = Math.abs((double) a.data()[a.offset() + i] - b.data()[b.offset() + i]);
      distance = Math.max(distance, here);
    }
    return distance;
  }
}
