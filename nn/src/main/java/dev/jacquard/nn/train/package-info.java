/** Training and evaluating one network. */
@NullMarked
package dev.jacquard.nn.train;

import org.jspecify.annotations.NullMarked;
