/** Recorded operations and their gradients. */
@NullMarked
package dev.jacquard.autograd;

import org.jspecify.annotations.NullMarked;
