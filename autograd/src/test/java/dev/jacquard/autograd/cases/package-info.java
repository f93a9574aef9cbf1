/**
 * One list of every operation with shapes, bounds and costs, {@link
 * dev.jacquard.autograd.cases.OpCases}, from which tests, gradient checks and benchmarks are made.
 */
@NullMarked
package dev.jacquard.autograd.cases;

import org.jspecify.annotations.NullMarked;
