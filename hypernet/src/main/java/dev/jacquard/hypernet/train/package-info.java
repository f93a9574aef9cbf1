/** The training of hypernetworks: {@link dev.jacquard.hypernet.train.GhnTrainer}. */
@NullMarked
package dev.jacquard.hypernet.train;

import org.jspecify.annotations.NullMarked;
