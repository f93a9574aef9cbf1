package dev.jacquard.tensor.kernel;

/** Which calls go to a device, and which stay on the processor. */
public enum Offload {
  /**
   * Those that have much to compute for what they carry: at least {@value #LEAST_WORK} operations
   * (a multiply-add is one), and {@value #LEAST_PER_ELEMENT} for each element that goes to the
   * device or comes back. Operands are carried there and back in every call, at a few elements a
   * nanosecond at best, in which time a processor does what is below that by itself: so norms,
   * activations, sums, poolings and steps of optimisers stay where they are.
   */
  WORTHWHILE,

  /** All that the device has a kernel for, for tests and measurements. */
  EVERYTHING;

  /** Operations of the smallest call that is worth a device. */
  public static final long LEAST_WORK = 1 << 22;

  /** Operations for each element carried that make a call worth a device. */
  public static final long LEAST_PER_ELEMENT = 16;

  /** Whether a call of so many operations, carrying so many elements, goes to the device. */
  public boolean worth(long work, long carried) {
    return work > 0
        && (this == EVERYTHING || (work >= LEAST_WORK && work >= LEAST_PER_ELEMENT * carried));
  }
}
