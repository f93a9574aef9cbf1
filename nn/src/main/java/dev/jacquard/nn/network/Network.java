package dev.jacquard.nn.network;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;
import java.util.Set;

/**
 * The architecture of a neural network: a graph of named layers from images {@code [N, C, H, W]} to
 * logits {@code [N, classes]}. It is an immutable description that holds no values; the same one
 * runs with any {@link Parameters}.
 */
public final class Network {
  private final String name;
  private final List<Node> nodes;
  private final int output;
  private final List<Weight> parameters;
  private final Set<String> parameterNames;

  /** What {@link NetworkBuilder#build} has checked. */
  Network(String name, List<Node> nodes, int output, List<Weight> parameters) {
    this.name = name;
    this.nodes = List.copyOf(nodes);
    this.output = output;
    this.parameters = parameters;
    this.parameterNames = parameters.stream().map(Weight::name).collect(toUnmodifiableSet());
  }

  /** What the network is called. */
  public String name() {
    return name;
  }

  /** All nodes, each behind its inputs; the first is the input. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The node whose value the network gives. */
  public Node output() {
    return nodes.get(output);
  }

  /** Names and shapes of all learnable parameters, in PyTorch's order. */
  public List<Weight> parameters() {
    return parameters;
  }

  /** Whether there is a parameter of this name. */
  public boolean hasParameter(String parameter) {
    return parameterNames.contains(parameter);
  }

  /** The number of learnable values. */
  public long parameterCount() {
    return parameters.stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /**
   * The shape of every node's value.
   *
   * @param images {@code [N, C, H, W]}
   * @throws IllegalArgumentException if a layer cannot work on what it gets; the message names it
   */
  public List<Shape> shapes(Shape images) {
    return ShapeWalk.of(this, images);
  }

  /**
   * The multiply-adds of convolutions, linear maps and attention in a forward pass.
   *
   * @param images {@code [N, C, H, W]}
   * @throws IllegalArgumentException if a layer cannot work on what it gets
   */
  public long multiplyAdds(Shape images) {
    return MultiplyAddWalk.of(this, shapes(images));
  }

  /**
   * Runs the network on the tape of its inputs, so that gradients can be had.
   *
   * @param parameters the parameters on that tape
   * @param images {@code [N, C, H, W]}; they are not released
   * @return the value of the output node
   * @throws IllegalArgumentException if a layer cannot work on what it gets, a parameter is missing
   *     or has another shape than the network wants
   */
  public Var forward(ParameterVars parameters, Var images, Run run) {
    return Plan.of(this, images.shape(), run).forward(parameters, images);
  }

  /**
   * Runs the network for its result alone.
   *
   * @param images {@code [N, C, H, W]}
   * @return the value of the output node; the caller's
   * @throws IllegalArgumentException if a layer cannot work on what it gets, a parameter is missing
   *     or has another shape than the network wants
   */
  public Tensor forward(Parameters parameters, Tensor images, Run run, Compute compute) {
    try (Tape tape = new Tape(compute)) {
      ParameterVars constants = ParameterVars.constants(tape, parameters);
      return tape.keep(forward(constants, tape.constant(images), run));
    }
  }

  /** The name, and how large the network is. */
  @Override
  public String toString() {
    return name + " (" + nodes.size() + " nodes, " + parameterCount() + " parameters)";
  }
}
