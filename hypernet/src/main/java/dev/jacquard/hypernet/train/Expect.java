package dev.jacquard.hypernet.train;

/** Checks numbers of a recipe. */
final class Expect {
  private Expect() {}

  /**
   * Checks one.
   *
   * @throws IllegalArgumentException if it does not hold
   */
  static void that(boolean holds, String what, String expected, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException(
          "training: " + what + ": expected " + expected + ", got " + actual);
    }
  }
}
