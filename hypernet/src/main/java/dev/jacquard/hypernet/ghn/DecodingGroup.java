package dev.jacquard.hypernet.ghn;

import dev.jacquard.tensor.Shape;
import java.util.List;

/**
 * Parameters that a hypernetwork decodes together, since they come from blocks of one size.
 *
 * @param block what is decoded for each: {@code [out, in, height, width]} of a weight, {@code
 *     [values]} of a vector
 * @param classifier whether they belong to classifiers, which have a decoder of their own
 * @param parameters what the blocks are for
 */
public record DecodingGroup(Shape block, boolean classifier, List<Target> parameters) {
  /**
   * A parameter that a block is fitted to.
   *
   * @param name of the parameter
   * @param shape of the parameter
   */
  public record Target(String name, Shape shape) {}

  /** Makes the list unmodifiable. */
  public DecodingGroup {
    parameters = List.copyOf(parameters);
  }

  /**
   * Whether a parameter is longer than the block along some axis, so that the block is repeated.
   */
  public boolean repeats(Target target) {
    for (int axis = 0; axis < target.shape().rank(); axis++) {
      if (target.shape().dim(axis) > block.dim(axis)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a part of what is decoded does not reach a parameter: along some axis, the parameter's
   * length is no multiple of the block's.
   */
  public boolean crops(Target target) {
    for (int axis = 0; axis < target.shape().rank(); axis++) {
      if (target.shape().dim(axis) % block.dim(axis) != 0) {
        return true;
      }
    }
    return false;
  }
}
