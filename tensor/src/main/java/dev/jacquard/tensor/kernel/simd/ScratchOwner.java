package dev.jacquard.tensor.kernel.simd;

/** What the parts of {@link SimdKernels} share. */
interface ScratchOwner {
  Scratch scratch();
}
