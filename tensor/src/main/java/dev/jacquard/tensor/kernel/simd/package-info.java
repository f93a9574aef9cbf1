/** The kernels in the Vector API; loaded only where the module jdk.incubator.vector is present. */
@NullMarked
package dev.jacquard.tensor.kernel.simd;

import org.jspecify.annotations.NullMarked;
