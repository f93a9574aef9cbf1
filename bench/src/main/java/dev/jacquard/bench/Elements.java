package dev.jacquard.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts elements, for kernels that are bound by memory: JMH prints a second line, {@code
 * :gelement}, whose {@code ops/s} are billions of elements a second. Counted is the largest
 * operand, once, however many operands of that size there are.
 */
@AuxCounters
@State(Scope.Thread)
public class Elements {
  /** Billions of elements since the iteration began. */
  public double gelement;

  /** Counts n elements. */
  public void add(long n) {
    gelement += n * 1e-9;
  }
}
