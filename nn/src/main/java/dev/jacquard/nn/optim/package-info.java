/** What changes parameters in training: optimisers, learning rates, the clipping of gradients. */
@NullMarked
package dev.jacquard.nn.optim;

import org.jspecify.annotations.NullMarked;
