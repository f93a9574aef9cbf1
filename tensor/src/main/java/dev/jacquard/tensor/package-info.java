/**
 * Dense float32 tensors, the {@link dev.jacquard.tensor.Compute} that works on them, and
 * reproducible random numbers.
 */
@NullMarked
package dev.jacquard.tensor;

import org.jspecify.annotations.NullMarked;
