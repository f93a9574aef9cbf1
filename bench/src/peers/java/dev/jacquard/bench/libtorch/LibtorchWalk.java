package dev.jacquard.bench.libtorch;

import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Node;
import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Runs a network, forward and backward, with libtorch's own operators and automatic
 * differentiation: the peer of whole networks, and an independent judge of ours.
 *
 * <p>A value is let go behind its last use, so that libtorch keeps only what its backward pass
 * needs, and a ReLU works in place where PyTorch's models do that: behind a convolution, norm,
 * linear map or sum that nobody else reads. Everything that a call makes belongs to the caller's
 * {@code PointerScope}.
 */
public final class LibtorchWalk {
  private final Network network;
  private final LibtorchParameters parameters;
  private final int[] uses;
  private final int[] lastUse;

  /** Runs a network with these parameters, which remain the caller's. */
  public LibtorchWalk(Network network, LibtorchParameters parameters) {
    this.network = network;
    this.parameters = parameters;
    this.uses = new int[network.nodes().size()];
    this.lastUse = new int[network.nodes().size()];
    for (Node node : network.nodes()) {
      for (int input : node.inputs()) {
        uses[input]++;
        lastUse[input] = node.index();
      }
    }
    uses[network.output().index()]++;
    lastUse[network.output().index()] = network.nodes().size();
  }

  /**
   * The value of the output node.
   *
   * @param images {@code [N, C, H, W]}
   */
  public Tensor forward(Tensor images) {
    LibtorchLayers layers = new LibtorchLayers(parameters, images);
    Tensor[] values = new Tensor[network.nodes().size()];
    for (Node node : network.nodes()) {
      List<Tensor> inputs = node.inputs().stream().map(input -> values[input]).toList();
      values[node.index()] = layers.compute(node, inputs, mayOverwriteInput(node));
      node.inputs().stream()
          .distinct()
          .filter(input -> lastUse[input] == node.index() && computed(input))
          .forEach(input -> values[input].close());
    }
    return values[network.output().index()];
  }

  /** Whether a node's value is made by the walk, and not by the caller. */
  private boolean computed(int node) {
    return !network.nodes().get(node).inputs().isEmpty();
  }

  /** Whether nobody else reads the first input, and what made it does not need it either. */
  private boolean mayOverwriteInput(Node node) {
    if (node.inputs().isEmpty() || uses[node.inputs().get(0)] > 1) {
      return false;
    }
    Layer maker = network.nodes().get(node.inputs().get(0)).layer();
    return maker instanceof Conv2d
        || maker instanceof BatchNorm2d
        || maker instanceof Linear
        || maker instanceof Add;
  }

  /**
   * The gradients of {@code sum(output * gradient)}, in the order of the leaves.
   *
   * @param output what {@link #forward} gave; its graph is consumed
   * @param gradient of the output, in its shape
   * @param leaves tensors that require gradients and that the output depends on
   */
  public static TensorVector gradients(Tensor output, Tensor gradient, Collection<Tensor> leaves) {
    return torch.grad(
        new TensorVector(output),
        new TensorVector(leaves.toArray(Tensor[]::new)),
        new TensorVector(gradient),
        new BoolOptional(false),
        false,
        false);
  }
}
