package dev.jacquard.tensor.kernel.parallel;

/** What the parts of {@link ParallelKernels} share. */
interface SplitOwner {
  Split split();
}
