package dev.jacquard.autograd;

import dev.jacquard.tensor.Tensor;
import java.util.List;

/** A {@link Rule} for several parents whose gradients come out of one computation. */
@FunctionalInterface
public interface JointRule {
  /** The gradients of the parents, in their order. What holds for {@link Rule} holds for each. */
  List<Tensor> gradients(Workspace space, Tensor dy);
}
