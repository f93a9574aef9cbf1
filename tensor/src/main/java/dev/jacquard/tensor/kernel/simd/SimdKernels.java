package dev.jacquard.tensor.kernel.simd;

import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.ScalarMovement;
import jdk.incubator.vector.FloatVector;

/**
 * The kernels in the Vector API. Results depend neither on the width of a vector nor on whether the
 * compiler has seen them yet.
 */
public final class SimdKernels
    implements Kernels,
        SimdMatrix,
        SimdConvolution,
        SimdPooling,
        SimdPointwise,
        SimdReduction,
        SimdNormalization,
        SimdSoftmax,
        SimdRecurrent,
        ScalarMovement,
        SimdUpdate {
  private final Scratch scratch = new Scratch();

  /** Bits of the vectors that the processor and the JVM do best with. */
  public static int preferredBits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  @Override
  public Scratch scratch() {
    return scratch;
  }
}
