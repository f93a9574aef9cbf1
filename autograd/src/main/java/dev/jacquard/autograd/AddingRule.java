package dev.jacquard.autograd;

import dev.jacquard.tensor.Tensor;

/**
 * A {@link Rule} that adds to the gradient gathered so far, for operations that read only a part of
 * their parent: many slices of one large value then cost the sum of the slices, not as many times
 * the whole.
 */
@FunctionalInterface
public interface AddingRule {
  /** Adds the parent's gradient to {@code dx}, which has the parent's shape. */
  void add(Workspace space, Tensor dy, Tensor dx);
}
