package dev.jacquard.hypernet.train;

import dev.jacquard.nn.optim.LearningRate;
import java.util.List;

/**
 * How a hypernetwork learns, by Adam.
 *
 * @param learningRate of the first steps
 * @param decay by which the learning rate is multiplied
 * @param decayAt after which shares of all steps that happens
 * @param weightDecay L2 coefficient
 * @param longest the norm to which longer gradients are clipped
 * @param labelSmoothing share of the target that is spread over all classes
 */
public record OptimizationRecipe(
    double learningRate,
    double decay,
    List<Double> decayAt,
    double weightDecay,
    double longest,
    double labelSmoothing) {
  /** Checks the numbers. */
  public OptimizationRecipe {
    decayAt = List.copyOf(decayAt);
    Expect.that(learningRate > 0, "learning rate", "more than 0", learningRate);
    Expect.that(decay > 0 && decay <= 1, "decay of the learning rate", "0 to 1", decay);
    Expect.that(
        decayAt.stream().allMatch(share -> share >= 0 && share <= 1)
            && decayAt.stream().sorted().toList().equals(decayAt),
        "shares of steps after which the learning rate decays",
        "0 to 1, rising",
        decayAt);
    Expect.that(weightDecay >= 0, "weight decay", "0 or more", weightDecay);
    Expect.that(longest > 0, "longest gradient", "more than 0", longest);
    Expect.that(
        labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", "0 to 1", labelSmoothing);
  }

  /**
   * The published choices (Knyazev et al. 2021, appendix C): a learning rate of 0.001 that falls to
   * a tenth after 200 and 250 of 300 epochs.
   */
  public static OptimizationRecipe published() {
    return new OptimizationRecipe(1e-3, 0.1, List.of(2 / 3.0, 5 / 6.0), 1e-5, 5, 0);
  }

  /** The same with another learning rate. */
  public OptimizationRecipe withLearningRate(double rate) {
    return new OptimizationRecipe(rate, decay, decayAt, weightDecay, longest, labelSmoothing);
  }

  /** The learning rate of each of so many steps. */
  LearningRate schedule(long steps) {
    long[] milestones = decayAt.stream().mapToLong(share -> Math.round(share * steps)).toArray();
    return LearningRate.multiStep(learningRate, decay, milestones);
  }
}
