package dev.jacquard.hypernet.arch;

import dev.jacquard.tensor.RandomStream;

/** Reads the numbers of a stream one behind the other. */
final class Draws {
  private final RandomStream stream;
  private long next;

  Draws(RandomStream stream) {
    this.stream = stream;
  }

  /** Uniform in [0, 1). */
  float uniform() {
    return stream.uniform(next++);
  }

  /** Uniform in {@code min} to {@code max}, both included. */
  int between(int min, int max) {
    return min + stream.below(next++, max - min + 1);
  }

  /** Uniform among the multiples of a step from {@code min} to {@code max}. */
  int multiple(int step, int min, int max) {
    return step * between(min / step, max / step);
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return uniform() < probability;
  }

  boolean coin() {
    return chance(0.5);
  }
}
