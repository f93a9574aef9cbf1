package dev.jacquard.nn.layer;

/** Checks of what a layer is made of; each throws an IllegalArgumentException. */
final class Expect {
  private Expect() {}

  static void that(boolean holds, String what, String expected, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": expected " + expected + ", got " + actual);
    }
  }

  static void positive(String what, int value) {
    that(value > 0, what, "1 or more", value);
  }

  static void notNegative(String what, int value) {
    that(value >= 0, what, "0 or more", value);
  }

  static void multiple(String what, int value, int of) {
    that(value % of == 0, what, "a multiple of " + of, value);
  }

  static void probability(String what, double value) {
    that(value >= 0 && value < 1, what, "0 to below 1", value);
  }

  static void window(String kind, int kernel, int stride, int padding) {
    positive(kind + ": kernel", kernel);
    positive(kind + ": stride", stride);
    that(padding >= 0 && padding <= kernel / 2, kind + ": padding", "0 to half of it", padding);
  }
}
