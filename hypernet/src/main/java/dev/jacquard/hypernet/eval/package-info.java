/**
 * How good a hypernetwork is: {@link dev.jacquard.hypernet.eval.GhnEvaluation} on networks that it
 * was not trained on, and {@link dev.jacquard.hypernet.eval.SgdComparison} beside training them.
 */
@NullMarked
package dev.jacquard.hypernet.eval;

import org.jspecify.annotations.NullMarked;
