package dev.jacquard.nn.train;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.CrossEntropy;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.ParameterVars;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.optim.GradientClipping;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Optimizer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.Map;

/**
 * Trains one network by gradient descent on the cross-entropy of its logits. The state is changed
 * in place, a step at a time; where the images come from is up to the caller.
 */
public final class Trainer {
  private final Network network;
  private final Parameters parameters;
  private final RunningStatistics statistics;
  private final Optimizer optimizer;
  private final LearningRate schedule;
  private final RandomStream dropping;
  private final double longest;
  private long steps;

  /**
   * Begins a training whose gradients may be as long as they are.
   *
   * @param state where to begin; running statistics begin anew where it has none
   * @param schedule the learning rate of each step, from step 0 on
   * @param stream decides what layers drop
   */
  public Trainer(
      Network network,
      StateDict state,
      Optimizer optimizer,
      LearningRate schedule,
      RandomStream stream) {
    this(network, state, optimizer, schedule, Double.POSITIVE_INFINITY, stream);
  }

  /**
   * Begins a training.
   *
   * @param state where to begin; running statistics begin anew where it has none
   * @param schedule the learning rate of each step, from step 0 on
   * @param longest the norm to which longer gradients are clipped
   * @param stream decides what layers drop
   */
  public Trainer(
      Network network,
      StateDict state,
      Optimizer optimizer,
      LearningRate schedule,
      double longest,
      RandomStream stream) {
    this.network = network;
    this.parameters = state.parameters();
    this.statistics = state.statistics().orElseGet(() -> RunningStatistics.initial(network));
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.longest = longest;
    this.dropping = stream.split("dropping");
  }

  /**
   * What a step has found, before its update.
   *
   * @param step its number, from 0
   * @param loss mean cross-entropy over the batch, in nats
   * @param correct how many images had their largest logit at their label
   * @param learningRate of the update
   */
  public record Step(long step, double loss, int correct, double learningRate) {}

  /**
   * One step on a batch.
   *
   * @param images {@code [N, C, H, W]}
   * @param labels N of them
   * @throws LossNotFiniteException if the loss is infinite or NaN; neither parameters nor running
   *     statistics have been changed then
   */
  public Step step(Compute compute, Tensor images, int[] labels) {
    try (Tape tape = new Tape(compute)) {
      ParameterVars leaves = ParameterVars.leaves(tape, parameters);
      RunningStatistics next = statistics.copy();
      Run run = Run.training(next, dropping.split(steps));
      Var logits = network.forward(leaves, tape.constant(images), run);
      int correct = Accuracy.correct(logits.value(), labels);
      Var mean = CrossEntropy.crossEntropy(logits, labels, 0);
      double loss = mean.value().item();
      if (!Double.isFinite(loss)) {
        throw new LossNotFiniteException(network.name(), steps, loss);
      }
      tape.backward(mean);
      double rate = schedule.at(steps);
      Map<String, Tensor> gradients = leaves.gradients();
      if (longest < Double.POSITIVE_INFINITY) {
        GradientClipping.clip(compute, gradients, longest);
      }
      optimizer.step(compute, parameters.asMap(), gradients, rate);
      statistics.set(next);
      return new Step(steps++, loss, correct, rate);
    }
  }

  /** The state after the last step; further steps change it. */
  public StateDict state() {
    return new StateDict(parameters, statistics);
  }

  /** How many steps have been made. */
  public long steps() {
    return steps;
  }
}
