package dev.jacquard.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jacquard.tensor.kernel.Operands.Output;
import java.util.List;

/**
 * One call of a kernel with fixed operands, and how far two implementations may be apart. The list
 * of cases is {@link KernelCases}.
 *
 * @param name the kernel, then its sizes
 * @param call makes the operands and calls the kernel
 * @param scale what an error is relative to
 * @param epsilons how many times 2^-24 of the scale an error may be; 0 for equality
 */
record KernelCase(String name, Call call, Scale scale, double epsilons) {
  /** What an error is relative to. */
  enum Scale {
    /** The element itself. */
    VALUE,
    /** The sum of the magnitudes of the terms that make up the element. */
    TERMS,
    /** The largest element of the output, and at least 1, as large as operands are. */
    LARGEST,
    /** The element itself, and at least 1. */
    VALUE_OR_ONE
  }

  /** A call with operands that it asks for. */
  interface Call {
    void on(Kernels k, Operands operands);
  }

  /** An elementwise case, accurate to a few units in the last place of each element. */
  static KernelCase relative(String name, double epsilons, Call call) {
    return new KernelCase(name, call, Scale.VALUE, epsilons);
  }

  /** A case of sums of {@code length} products, whose error grows as they do. */
  static KernelCase sums(String name, int length, Call call) {
    return new KernelCase(name, call, Scale.TERMS, 4 + Math.sqrt(length));
  }

  /** A case whose errors are alike in all elements, whatever their sizes. */
  static KernelCase absolute(String name, double epsilons, Call call) {
    return new KernelCase(name, call, Scale.LARGEST, epsilons);
  }

  /** A case without rounding. */
  static KernelCase exact(String name, Call call) {
    return new KernelCase(name, call, Scale.VALUE, 0);
  }

  /** This case between two implementations neither of which is exact. */
  KernelCase twiceAsFar() {
    return new KernelCase(name, call, scale, 2 * epsilons);
  }

  /** The outputs of the call. */
  List<Output> run(Kernels k) {
    return run(k, false);
  }

  private List<Output> run(Kernels k, boolean magnitudes) {
    Operands operands = new Operands(name.hashCode(), magnitudes);
    call.on(k, operands);
    return operands.outcome();
  }

  /**
   * Runs the call on both implementations and compares.
   *
   * @throws AssertionError if an element is further from the judge's than allowed
   */
  void compare(Kernels judge, Kernels kernels) {
    List<Output> expected = run(judge);
    List<Output> actual = run(kernels);
    List<Output> terms = scale == Scale.TERMS ? run(judge, true) : expected;
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Output want = expected.get(i);
      compare(want.name(), want.values(), actual.get(i).values(), terms.get(i).values());
    }
  }

  private void compare(String key, float[] want, float[] got, float[] terms) {
    assertEquals(want.length, got.length, key);
    double largest = 1;
    for (float value : want) {
      largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
    }
    for (int i = 0; i < want.length; i++) {
      if (Float.floatToIntBits(want[i]) == Float.floatToIntBits(got[i])) {
        continue;
      }
      double size =
          switch (scale) {
            case VALUE, TERMS -> Math.abs(terms[i]);
            case VALUE_OR_ONE -> Math.max(1, Math.abs(want[i]));
            case LARGEST -> largest;
          };
      // The last term is for results below the normal range, which are coarse.
      double allowed = epsilons * (size * 0x1p-24 + Float.MIN_VALUE);
      double error = Math.abs((double) want[i] - got[i]);
      if (!(error <= allowed)) {
        fail(
            "%s: %s[%d] is %s, expected %s to within %s"
                .formatted(name, key, i, got[i], want[i], allowed));
      }
    }
  }

  /**
   * Compares the outputs of two runs bit by bit (all NaNs are one).
   *
   * @throws AssertionError if they differ
   */
  static void assertSame(List<Output> expected, List<Output> actual, String what) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Output want = expected.get(i);
      assertArrayEquals(
          bits(want.values()), bits(actual.get(i).values()), what + ": " + want.name());
    }
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }

  @Override
  public String toString() {
    return name;
  }
}
