/** Kernels on several threads: calls are cut into pieces by size, and pieces run on workers. */
@NullMarked
package dev.jacquard.tensor.kernel.parallel;

import org.jspecify.annotations.NullMarked;
