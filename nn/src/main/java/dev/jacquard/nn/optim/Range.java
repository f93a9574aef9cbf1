package dev.jacquard.nn.optim;

/** Checks of hyperparameters, all with one kind of message. */
final class Range {
  private Range() {}

  /** In [0, infinity). */
  static double notNegative(String what, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + ": expected 0 or more, finite, got " + value);
    }
    return value;
  }

  /** In [0, 1). */
  static double belowOne(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(what + ": expected 0 or more, below 1, got " + value);
    }
    return value;
  }

  static long positive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": expected 1 or more, got " + value);
    }
    return value;
  }

  /** A place in time, from 0. */
  static void step(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step: expected 0 or more, got " + step);
    }
  }
}
