package dev.jacquard.hypernet.train;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.ParameterVars;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.TensorPool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One network of a meta-batch, forward and backward on a tape of its own, with the predicted values
 * as leaves. Behind it, only their gradients are left.
 */
final class NetworkPass implements AutoCloseable {
  private final Network network;
  private final TensorPool pool;
  private final Map<String, Var> predicted;
  private final Map<String, Tensor> values = new LinkedHashMap<>();
  private final Map<String, Tensor> gradients = new LinkedHashMap<>();
  private double loss = Double.NaN;
  private int correct;

  /**
   * Prepares the pass.
   *
   * @param predicted the network's predicted parameters, on the calling thread's tape
   * @param pool lends the gradients
   */
  NetworkPass(Network network, Map<String, Var> predicted, TensorPool pool) {
    this.network = network;
    this.pool = pool;
    this.predicted = predicted;
    predicted.forEach((name, var) -> values.put(name, var.value()));
  }

  /**
   * Runs the network, on any thread.
   *
   * @param labelSmoothing share of the target that is spread over all classes
   * @param weight of its loss among those of all networks
   */
  void run(
      Compute compute,
      Tensor images,
      int[] labels,
      double labelSmoothing,
      RandomStream stream,
      float weight) {
    try (Tape tape = new Tape(compute)) {
      ParameterVars leaves = ParameterVars.leaves(tape, parameters(stream.split("init")));
      Run run = Run.training(stream.split("dropping"));
      Var logits = network.forward(leaves, tape.constant(images), run);
      correct = Accuracy.correct(logits.value(), labels);
      Var mean = CrossEntropy.crossEntropy(logits, labels, labelSmoothing);
      loss = mean.value().item();
      if (Double.isFinite(loss)) {
        Tensor share = Tensor.zeros(mean.shape());
        share.fill(weight);
        tape.backward(List.of(mean), List.of(share));
        leaves.gradients().forEach(this::keep);
      }
    }
  }

  private void keep(String name, Tensor gradient) {
    if (values.containsKey(name)) {
      Tensor own = pool.take(gradient.shape());
      own.set(gradient);
      gradients.put(name, own);
    }
  }

  private Parameters parameters(RandomStream initial) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(values);
    if (tensors.size() < network.parameters().size()) {
      Initialization.torch().begin(network, initial).asMap().forEach(tensors::putIfAbsent);
    }
    return Parameters.of(network, tensors);
  }

  /** Adds the predicted parameters that have gradients, and these. */
  void collect(List<Var> from, List<Tensor> gradientsFrom) {
    predicted.forEach(
        (name, var) -> {
          Tensor gradient = gradients.get(name);
          if (gradient != null) {
            from.add(var);
            gradientsFrom.add(gradient);
          }
        });
  }

  double loss() {
    return loss;
  }

  int correct() {
    return correct;
  }

  @Override
  public void close() {
    gradients.values().forEach(gradient -> pool.give(gradient.data()));
    gradients.clear();
  }
}
