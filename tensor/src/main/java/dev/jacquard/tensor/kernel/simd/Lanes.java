package dev.jacquard.tensor.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * The width of a vector, the same for all kernels: what the processor prefers, from 128 to 512
 * bits, or what the system property {@code jacquard.simd.bits} asks for.
 *
 * <p>How loops over vectors are written in this package: their bodies call nothing of ours. C2
 * stops inlining our methods once a compilation has some 18,000 nodes, about 50 operations on
 * vectors, and then a vector that goes into or out of one of them becomes an object. What the
 * Vector API marks itself is always inlined. So a method with such a loop is inlined whole or is
 * called, and both are well.
 */
final class Lanes {
  static final String PROPERTY = "jacquard.simd.bits";

  /** Final and static, so that the compiler takes it for a constant. */
  static final VectorSpecies<Float> F = species(System.getProperty(PROPERTY));

  static final VectorSpecies<Integer> I = F.withLanes(int.class);
  static final int WIDTH = F.length();

  private Lanes() {}

  static VectorSpecies<Float> species(@Nullable String bits) {
    if (bits == null) {
      int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
      return preferred >= 512
          ? FloatVector.SPECIES_512
          : preferred >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }
    return switch (bits) {
      case "128" -> FloatVector.SPECIES_128;
      case "256" -> FloatVector.SPECIES_256;
      case "512" -> FloatVector.SPECIES_512;
      default ->
          throw new IllegalArgumentException(
              PROPERTY + " is " + bits + ", expected 128, 256 or 512");
    };
  }

  /** The largest multiple of the width that is at most n. */
  static int whole(int n) {
    return n & -WIDTH;
  }
}
