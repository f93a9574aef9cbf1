package dev.jacquard.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts bytes, for kernels that are bound by memory: JMH prints a second line, {@code :gbyte},
 * whose {@code ops/s} are GB/s (of 10<sup>9</sup> bytes). Counted is what an operation has to move,
 * however an implementation goes about it: each operand once where it is read, and once where it is
 * written. What is small beside them, such as a value for each channel or row, is left out.
 */
@AuxCounters
@State(Scope.Thread)
public class Bytes {
  /** Billions of bytes since the iteration began. */
  public double gbyte;

  /** Counts n values of 32 bits, read or written. */
  public void addFloats(long n) {
    gbyte += Float.BYTES * 1e-9 * n;
  }
}
