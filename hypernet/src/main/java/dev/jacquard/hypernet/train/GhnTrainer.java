package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.GradientClipping;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Optimizer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Trains a hypernetwork (Knyazev et al. 2021, equation 2): in each step it predicts the parameters
 * of several networks, all of them see the same images, and the gradient of their mean loss flows
 * through their parameters into those of the hypernetwork. The hypernetwork is changed in place.
 */
public final class GhnTrainer {
  private final Ghn ghn;
  private final Optimizer optimizer;
  private final LearningRate schedule;
  private final double longest;
  private final double labelSmoothing;
  private final RandomStream stream;
  private long steps;
  private long skipped;

  /**
   * Begins a training.
   *
   * @param schedule the learning rate of each step, from step 0 on
   * @param longest the norm to which longer gradients are clipped
   * @param labelSmoothing share of the target that is spread over all classes
   * @param stream decides what the networks' layers drop, and the initial values of parameters that
   *     cannot be predicted
   */
  public GhnTrainer(
      Ghn ghn,
      Optimizer optimizer,
      LearningRate schedule,
      double longest,
      double labelSmoothing,
      RandomStream stream) {
    this.ghn = ghn;
    this.optimizer = optimizer;
    this.schedule = schedule;
    this.longest = longest;
    this.labelSmoothing = labelSmoothing;
    this.stream = stream;
  }

  /**
   * What a step has found, before its update.
   *
   * @param step its number, from 0
   * @param losses of each network, in nats
   * @param correct for each network, how many images had their largest logit at their label
   * @param gradientNorm of all gradients together, before clipping; NaN where a loss was not finite
   * @param updated whether the hypernetwork was changed; it is not where a loss or gradient is not
   *     finite
   */
  public record Step(
      long step, List<Double> losses, List<Integer> correct, double gradientNorm, boolean updated) {
    /** The mean loss over the networks. */
    public double loss() {
      return losses.stream().mapToDouble(Double::doubleValue).sum() / losses.size();
    }
  }

  /**
   * One step. Networks run side by side, one a thread; only their activations live at a time.
   *
   * @param networks whose parameters are predicted; one or more
   * @param images that all of them see, {@code [N, C, H, W]}
   * @param labels N of them
   * @throws IllegalArgumentException if a network cannot work on the images
   */
  public Step step(Compute compute, List<Network> networks, Tensor images, int[] labels) {
    return step(compute, MetaBatch.of(networks), images, labels);
  }

  /** As {@link #step(Compute, List, Tensor, int[])}, with graphs that are there. */
  Step step(Compute compute, MetaBatch networks, Tensor images, int[] labels) {
    try (MetaPass pass = new MetaPass(compute, ghn, networks)) {
      pass.forward(images, labels, labelSmoothing, stream.split(steps));
      double norm = pass.finite() ? update(compute, pass.backward()) : Double.NaN;
      boolean updated = Double.isFinite(norm);
      skipped += updated ? 0 : 1;
      return new Step(steps++, pass.losses(), pass.correct(), norm, updated);
    }
  }

  /** The norm of the gradients before clipping; nothing is updated if it is not finite. */
  private double update(Compute compute, Map<String, Tensor> gradients) {
    double norm = GradientClipping.clip(compute, gradients, longest);
    if (Double.isFinite(norm)) {
      optimizer.step(compute, ghn.parameters(), gradients, schedule.at(steps));
    }
    return norm;
  }

  /** Counts on from steps that were made before, as a checkpoint tells. */
  void goOnAfter(long made, long changedNothing) {
    steps = made;
    skipped = changedNothing;
  }

  /** How many steps have been made, the skipped ones included. */
  public long steps() {
    return steps;
  }

  /** How many steps had a loss or gradient that was not finite, and changed nothing. */
  public long skipped() {
    return skipped;
  }
}
