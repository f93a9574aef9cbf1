package dev.jacquard.autograd;

import dev.jacquard.tensor.Tensor;
import java.util.List;

/**
 * One recorded operation: its result, and what a backward pass does with the result's gradient.
 *
 * @param result what the operation computed
 * @param rules one rule or more, in the order in which the operation named its parents
 */
record Step(Var result, List<Gradients> rules) {
  /**
   * A rule bound to its parents, with what it keeps for the backward pass.
   *
   * @param rule passes the gradient on to the parents
   * @param kept tensors that the rule reads
   */
  record Gradients(Passing rule, List<Tensor> kept) {}

  /** Computes the parents' gradients from the result's and adds them to the parents. */
  @FunctionalInterface
  interface Passing {
    void pass(Workspace space, Tensor dy);
  }
}
