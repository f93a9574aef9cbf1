/** Distributions that fill new parameters, after {@code torch.nn.init}. */
@NullMarked
package dev.jacquard.nn.init;

import org.jspecify.annotations.NullMarked;
