package dev.jacquard.nn.optim;

import java.util.Arrays;

/**
 * A learning rate that changes with time, equal to the closed forms of PyTorch's schedulers. Time
 * is counted from 0, in steps or in epochs: that is the caller's choice.
 */
@FunctionalInterface
public interface LearningRate {
  /**
   * The rate of a step or epoch.
   *
   * @throws IllegalArgumentException if the step is negative
   */
  double at(long step);

  /**
   * The same rate always.
   *
   * @throws IllegalArgumentException if the rate is negative or not finite
   */
  static LearningRate constant(double rate) {
    Range.notNegative("learning rate", rate);
    return step -> {
      Range.step(step);
      return rate;
    };
  }

  /**
   * {@code rate * factor^floor(step / every)}, {@code StepLR}.
   *
   * @throws IllegalArgumentException if rate or factor is negative or not finite, or every is not
   *     positive
   */
  static LearningRate step(double rate, long every, double factor) {
    Range.notNegative("learning rate", rate);
    Range.positive("steps between changes", every);
    Range.notNegative("factor", factor);
    return step -> {
      Range.step(step);
      return rate * power(factor, step / every);
    };
  }

  /**
   * {@code rate * factor^k} with k the number of milestones that step has reached, {@code
   * MultiStepLR}. A milestone given twice counts twice.
   *
   * @throws IllegalArgumentException if rate or factor is negative or not finite, or a milestone is
   *     negative or below the one before it
   */
  static LearningRate multiStep(double rate, double factor, long... milestones) {
    Range.notNegative("learning rate", rate);
    Range.notNegative("factor", factor);
    long[] own = milestones.clone();
    for (int i = 0; i < own.length; i++) {
      if (own[i] < (i == 0 ? 0 : own[i - 1])) {
        throw new IllegalArgumentException(
            "milestones: expected rising numbers from 0, got " + Arrays.toString(own));
      }
    }
    return step -> {
      Range.step(step);
      return rate * power(factor, Arrays.stream(own).filter(m -> m <= step).count());
    };
  }

  /**
   * {@code minimum + (rate - minimum) * (1 + cos(pi * step / steps)) / 2}, {@code
   * CosineAnnealingLR} (Loshchilov and Hutter 2017, equation 5, without restarts). Behind the last
   * step it rises again along the cosine, as PyTorch's does.
   *
   * @param steps after how many the rate is at its minimum
   * @throws IllegalArgumentException if rate or minimum is negative or not finite, or steps is not
   *     positive
   */
  static LearningRate cosine(double rate, double minimum, long steps) {
    Range.notNegative("learning rate", rate);
    Range.notNegative("smallest learning rate", minimum);
    Range.positive("steps", steps);
    return step -> {
      Range.step(step);
      double angle = Math.PI * step / steps;
      return minimum + (rate - minimum) * (1 + StrictMath.cos(angle)) / 2;
    };
  }

  /**
   * A linear rise, then another schedule from its step 0: {@code LinearLR} and the other in a
   * {@code SequentialLR}. The rate is {@code then.at(0)} times {@code startFactor + (1 -
   * startFactor) * step / steps} before step {@code steps}.
   *
   * @param steps of the rise
   * @param startFactor share of the full rate at step 0, in [0, 1]
   * @throws IllegalArgumentException if steps is not positive or startFactor is not in [0, 1]
   */
  static LearningRate warmUp(long steps, double startFactor, LearningRate then) {
    Range.positive("steps of warm-up", steps);
    if (!(startFactor >= 0 && startFactor <= 1)) {
      throw new IllegalArgumentException(
          "factor at the start of warm-up: expected 0 to 1, got " + startFactor);
    }
    return step -> {
      Range.step(step);
      return step < steps
          ? then.at(0) * (startFactor + (1 - startFactor) * step / steps)
          : then.at(step - steps);
    };
  }

  private static double power(double factor, long exponent) {
    return StrictMath.pow(factor, (double) exponent);
  }
}
