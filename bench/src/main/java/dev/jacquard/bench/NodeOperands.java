package dev.jacquard.bench;

import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The features of a graph's nodes, as a hypernetwork embeds them, and the weights they meet. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the set-up.
public class NodeOperands {
  /** Features of a node. */
  static final int FEATURES = 32;

  /** How many nodes. */
  @Param({"1", "8", "32", "128", "1000"})
  public int nodes;

  /** What comes in, {@code [nodes, 32]}. */
  Tensor x;

  /** The state, {@code [nodes, 32]}. */
  Tensor h;

  /** A gradient of the result, {@code [nodes, 32]}. */
  Tensor dy;

  /** Makes them. */
  @Setup
  public void make() {
    x = matrix(nodes, 1);
    h = matrix(nodes, 2);
    dy = matrix(nodes, 3);
  }

  /** A matrix {@code [rows, 32]}. */
  static Tensor matrix(int rows, long seed) {
    return Tensor.of(Shape.of(rows, FEATURES), Values.normal(rows * FEATURES, seed));
  }

  /** A vector. */
  static Tensor vector(int length, long seed) {
    return Tensor.of(Shape.of(length), Values.normal(length, seed));
  }
}
