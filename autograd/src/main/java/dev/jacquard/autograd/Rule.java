package dev.jacquard.autograd;

import dev.jacquard.tensor.Tensor;

/**
 * How the gradient of an operation's result becomes the gradient of one of its parents: {@code dx =
 * J' dy}, J being the Jacobian of the result with respect to that parent.
 */
@FunctionalInterface
public interface Rule {
  /**
   * The parent's gradient, in the parent's shape. It may be {@code dy} itself or a view of it, if
   * that is what the gradient is; otherwise it is allocated in the workspace. {@code dy} is not to
   * be changed, except through {@link Workspace#inPlaceOf}.
   */
  Tensor gradient(Workspace space, Tensor dy);
}
