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

  /** The gradients to what comes in and to the weights cost as much again each. */
  static final int PASSES = 3;

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

  /** Additions and multiplications in the products of a recurrent unit: three gates, from both. */
  long gruFlops() {
    return 2L * linearFlops(3 * FEATURES);
  }

  /** Additions and multiplications in the products of two linear maps. */
  long mlpFlops() {
    return 2L * linearFlops(FEATURES);
  }

  private long linearFlops(int outputs) {
    return 2L * nodes * FEATURES * outputs;
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
