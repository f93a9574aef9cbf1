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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One network of a meta-batch, forward and backward on a tape of its own, with the predicted values
 * as leaves. Behind it, only the gradients of these are left on the tape.
 */
final class NetworkPass implements AutoCloseable {
  private final Network network;
  private final Map<String, Var> predicted;
  private final Tape tape;
  private Map<String, Tensor> gradients = Map.of();
  private double loss = Double.NaN;
  private int correct;

  NetworkPass(Compute compute, Network network, Map<String, Var> predicted) {
    this.network = network;
    this.predicted = predicted;
    this.tape = new Tape(compute);
  }

  /**
   * Runs the network.
   *
   * @param weight of its loss among those of all networks
   */
  void run(Tensor images, int[] labels, RandomStream stream, float weight) {
    ParameterVars leaves = ParameterVars.leaves(tape, parameters(stream.split("init")));
    Run run = Run.training(stream.split("dropping"));
    Var logits = network.forward(leaves, tape.constant(images), run);
    correct = Accuracy.correct(logits.value(), labels);
    Var mean = CrossEntropy.crossEntropy(logits, labels, 0);
    loss = mean.value().item();
    if (Double.isFinite(loss)) {
      Tensor share = Tensor.zeros(mean.shape());
      share.fill(weight);
      tape.backward(List.of(mean), List.of(share));
      gradients = leaves.gradients();
    }
  }

  private Parameters parameters(RandomStream initial) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    predicted.forEach((name, var) -> tensors.put(name, var.value()));
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
    tape.close();
  }
}
