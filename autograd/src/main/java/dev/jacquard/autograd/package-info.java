/**
 * Recorded operations and their gradients.
 *
 * <p>Values lie on a {@link dev.jacquard.autograd.Tape} that is opened, used and closed like a
 * file. The operations are in {@link dev.jacquard.autograd.op}; one's own are made with {@link
 * dev.jacquard.autograd.Operation} and tried with {@link dev.jacquard.autograd.GradientCheck}.
 */
@NullMarked
package dev.jacquard.autograd;

import org.jspecify.annotations.NullMarked;
