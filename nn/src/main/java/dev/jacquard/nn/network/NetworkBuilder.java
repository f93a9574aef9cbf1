package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.Layer;
import dev.jacquard.nn.layer.Weight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a network node by node. Names are PyTorch's module names; {@link #in} gives a view of the
 * same builder that puts a prefix before them:
 *
 * <pre>{@code
 * NetworkBuilder net = new NetworkBuilder("small");
 * Node x = net.add("conv", Conv2d.of(3, 16, 3).withPadding(1), net.input());
 * x = net.relu(net.add("bn", BatchNorm2d.of(16), x));
 * x = net.add(new Flatten(), net.add(AdaptiveAvgPool2d.global(), x));
 * Network network = net.build(net.add("fc", Linear.of(16, 10), x));
 * }</pre>
 *
 * <p>Parameters are ordered as their nodes are, so that nodes are added in the order in which
 * PyTorch registers the modules. One prefix's view may be asked for again.
 */
public final class NetworkBuilder {
  private static final DefaultPrimitive DEFAULT_PRIMITIVE = new DefaultPrimitive();

  private final String network;
  private final String prefix;
  private final List<Node> nodes;
  private final Set<String> names;

  /** Begins a network of this name; it has its input already. */
  public NetworkBuilder(String network) {
    this(network, "", new ArrayList<>(), new HashSet<>());
    add("input", new Input());
  }

  private NetworkBuilder(String network, String prefix, List<Node> nodes, Set<String> names) {
    this.network = network;
    this.prefix = prefix;
    this.nodes = nodes;
    this.names = names;
  }

  /** The same builder with {@code module.} before all names that are given to it. */
  public NetworkBuilder in(String module) {
    return new NetworkBuilder(network, prefix + module + ".", nodes, names);
  }

  /** The node of the images, {@code [N, C, H, W]}. */
  public Node input() {
    return nodes.get(0);
  }

  /**
   * Adds a layer under a name.
   *
   * @param inputs where its inputs come from
   * @return the new node, an input for further ones
   * @throws IllegalArgumentException if the name is taken, an input is not of this builder, or the
   *     layer does not take that many
   */
  public Node add(String name, Layer layer, Node... inputs) {
    String full = prefix + name;
    if (!names.add(full)) {
      throw new IllegalArgumentException(network + ": a node named " + full + " is there already");
    }
    if (!layer.takes(inputs.length)) {
      throw new IllegalArgumentException(
          network
              + ": "
              + full
              + ": "
              + layer.kind()
              + " cannot take "
              + inputs.length
              + " inputs");
    }
    List<Integer> indices = new ArrayList<>(inputs.length);
    for (Node input : inputs) {
      indices.add(own(input));
    }
    Node node = new Node(nodes.size(), full, layer, indices, usual(layer));
    nodes.add(node);
    return node;
  }

  /**
   * Adds a layer without weights, named after its kind.
   *
   * @throws IllegalArgumentException if the layer has weights, which want a name
   */
  public Node add(Layer layer, Node... inputs) {
    if (!layer.weights().isEmpty()) {
      throw new IllegalArgumentException(
          network + ": a " + layer.kind() + " below '" + prefix + "' has weights and needs a name");
    }
    String name = layer.kind();
    for (int n = 1; names.contains(prefix + name); n++) {
      name = layer.kind() + "_" + n;
    }
    return add(name, layer, inputs);
  }

  /** Adds a rectifier. */
  public Node relu(Node input) {
    return add(Activate.relu(), input);
  }

  /** Says what a node is to a hypernetwork, where it is not what its layer usually is. */
  public Node mark(Node node, Primitive primitive) {
    return mark(node, Optional.of(primitive));
  }

  /** Says that a node is nothing to a hypernetwork, although its layer usually is. */
  public Node unmark(Node node) {
    return mark(node, Optional.empty());
  }

  private Node mark(Node node, Optional<Primitive> primitive) {
    int index = own(node);
    Node marked = new Node(index, node.name(), node.layer(), node.inputs(), primitive);
    nodes.set(index, marked);
    return marked;
  }

  /** The number of learnable values so far, whether or not they will lead to the output. */
  public long parameterCount() {
    return nodes.stream()
        .flatMap(node -> node.weights().stream())
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /** What a layer is to a hypernetwork where nobody says otherwise. */
  static Optional<Primitive> usual(Layer layer) {
    return layer.accept(DEFAULT_PRIMITIVE);
  }

  /** The index of a node, which must be of this builder. */
  private int own(Node node) {
    if (node.index() >= nodes.size() || !nodes.get(node.index()).name().equals(node.name())) {
      throw new IllegalArgumentException(
          network + ": node " + node.name() + " belongs to another network");
    }
    return node.index();
  }

  /**
   * Ends the network.
   *
   * @param output the node whose value the network gives: the logits {@code [N, classes]}
   * @throws IllegalArgumentException if a node does not lead to the output, or two parameters have
   *     one name
   */
  public Network build(Node output) {
    boolean[] used = used(output);
    for (Node node : nodes) {
      if (!used[node.index()]) {
        throw new IllegalArgumentException(
            network + ": node " + node.name() + " does not lead to the output");
      }
    }
    return build(nodes, output.index());
  }

  /**
   * Ends the network without the nodes that do not lead to the output, nor their parameters.
   *
   * @param output the node whose value the network gives: the logits {@code [N, classes]}
   * @throws IllegalArgumentException if the input does not lead to the output, or two parameters
   *     have one name
   */
  public Network buildPruned(Node output) {
    boolean[] used = used(output);
    if (!used[input().index()]) {
      throw new IllegalArgumentException(network + ": the input does not lead to the output");
    }
    int[] place = new int[nodes.size()];
    List<Node> kept = new ArrayList<>();
    for (Node node : nodes) {
      if (used[node.index()]) {
        place[node.index()] = kept.size();
        List<Integer> inputs = node.inputs().stream().map(input -> place[input]).toList();
        kept.add(new Node(kept.size(), node.name(), node.layer(), inputs, node.primitive()));
      }
    }
    return build(kept, place[output.index()]);
  }

  private Network build(List<Node> kept, int output) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (Node node : kept) {
      for (Weight weight : node.weights()) {
        if (weights.put(weight.name(), weight) != null) {
          throw new IllegalArgumentException(
              network + ": two parameters are named " + weight.name());
        }
      }
    }
    return new Network(network, kept, output, List.copyOf(weights.values()));
  }

  /** For each node, whether it leads to the output. */
  private boolean[] used(Node output) {
    boolean[] used = new boolean[nodes.size()];
    used[own(output)] = true;
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (used[i]) {
        nodes.get(i).inputs().forEach(input -> used[input] = true);
      }
    }
    return used;
  }
}
