package dev.jacquard.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts additions and multiplications, so that JMH prints a second line, {@code :gflop}, whose
 * {@code ops/s} are GFLOP/s.
 */
@AuxCounters
@State(Scope.Thread)
public class Flops {
  /** Billions of additions and multiplications since the iteration began. */
  public double gflop;

  /** Counts n additions and multiplications, a multiply-add being two. */
  public void add(long n) {
    gflop += n * 1e-9;
  }
}
