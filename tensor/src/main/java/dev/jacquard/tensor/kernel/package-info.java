/**
 * What is computed on arrays of floats: the seam {@link dev.jacquard.tensor.kernel.Kernels} and its
 * specification, {@link dev.jacquard.tensor.kernel.ScalarKernels}.
 */
@NullMarked
package dev.jacquard.tensor.kernel;

import org.jspecify.annotations.NullMarked;
