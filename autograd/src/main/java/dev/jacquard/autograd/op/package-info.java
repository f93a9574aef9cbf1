/**
 * The operations, one file each: forward, backward and formula. The static method that applies an
 * operation bears its name.
 *
 * <p>All of them check the shapes of their operands and throw {@link
 * java.lang.IllegalArgumentException} that names the operand, what was expected and what was given;
 * operands on different tapes are refused in the same way. In formulas {@code dy} is the gradient
 * of the result, {@code dx} that of an operand x.
 */
@NullMarked
package dev.jacquard.autograd.op;

import org.jspecify.annotations.NullMarked;
