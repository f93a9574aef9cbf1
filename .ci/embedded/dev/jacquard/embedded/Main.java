package dev.jacquard.embedded;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Computes results whose values are known and compares them, bit for bit. The one argument is the
 * backend that this image must choose by itself: {@code simd} or {@code scalar}.
 *
 * <p>All values are small integers, so that no order of additions rounds and every backend must
 * agree.
 */
public final class Main {
  private static final Tensor PRODUCT = Tensor.of(Shape.of(3, 2), 10, 0, 10, 16, 10, 32);

  private Main() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected one argument, simd or scalar");
    }
    requireEqual("backend", args[0], backend());
    Tensor product = product(ramp(-4, 3, 4), ramp(-3, 4, 2));
    requireBits("product", PRODUCT, product);
    requireBits("slice", Tensor.of(Shape.of(1, 2), 10, 16), product.slice(1, 2));
    requireBits("reshape", Tensor.of(Shape.of(6), PRODUCT.toArray()), product.reshape(6));
    System.out.println(
        "embedded: " + args[0] + " on Java " + System.getProperty("java.version") + ": as stored");
  }

  private static String backend() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? "simd" : "scalar";
  }

  /** The integers from {@code first} on, in steps of one. */
  private static Tensor ramp(int first, int... dims) {
    Tensor ramp = Tensor.zeros(dims);
    for (int i = 0; i < ramp.size(); i++) {
      ramp.data()[ramp.offset() + i] = first + i;
    }
    return ramp;
  }

  private static Tensor product(Tensor a, Tensor b) {
    Tensor product = Tensor.zeros(a.shape().dim(0), b.shape().dim(1));
    for (int i = 0; i < a.shape().dim(0); i++) {
      for (int j = 0; j < b.shape().dim(1); j++) {
        float sum = 0;
        for (int k = 0; k < a.shape().dim(1); k++) {
          sum += a.get(i, k) * b.get(k, j);
        }
        product.set(sum, i, j);
      }
    }
    return product;
  }

  private static void requireBits(String what, Tensor expected, Tensor actual) {
    if (!expected.bitEquals(actual)) {
      throw new AssertionError(what + ": expected " + expected + ", got " + actual);
    }
  }

  private static void requireEqual(String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(what + ": expected " + expected + ", got " + actual);
    }
  }
}
