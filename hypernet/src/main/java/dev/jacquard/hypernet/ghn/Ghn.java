package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.op.LayerNorm;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.hypernet.graph.Distances;
import dev.jacquard.hypernet.graph.Levels;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.graph.PrimitiveNode;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A graph hypernetwork: it embeds the nodes of a network's graph, lets them exchange messages, and
 * decodes every parameter of the network from the embedding of its node, all in one forward pass.
 */
public final class Ghn {
  private static final double EPS = 1e-5;

  private final GhnConfig config;
  private final Map<String, Tensor> parameters;
  private final ShapeEncoder encoder;

  /**
   * A hypernetwork with these parameters.
   *
   * @param parameters under the names of the published checkpoints; shared, not copied
   * @throws IllegalArgumentException if a parameter is missing, unknown or of another shape than
   *     the configuration asks for; the message names it
   */
  public Ghn(GhnConfig config, Map<String, Tensor> parameters) {
    this.config = config;
    this.encoder = new ShapeEncoder(config);
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    GhnParameters.shapes(config)
        .forEach(
            (name, shape) -> {
              Tensor tensor = parameters.get(name);
              if (tensor == null || !tensor.shape().equals(shape)) {
                throw new IllegalArgumentException(
                    "hypernetwork: "
                        + name
                        + ": expected "
                        + shape
                        + ", got "
                        + (tensor == null ? "nothing" : tensor.shape()));
              }
              ordered.put(name, tensor);
            });
    for (String name : parameters.keySet()) {
      if (!ordered.containsKey(name)) {
        throw new IllegalArgumentException("hypernetwork: unknown parameter " + name);
      }
    }
    this.parameters = Collections.unmodifiableMap(ordered);
  }

  /** What the hypernetwork is made of. */
  public GhnConfig config() {
    return config;
  }

  /** Its own parameters by name; the map does not change, an optimiser may change the tensors. */
  public Map<String, Tensor> parameters() {
    return parameters;
  }

  /** The number of its own parameters. */
  public long parameterCount() {
    return parameters.values().stream().mapToLong(Tensor::size).sum();
  }

  /**
   * The embeddings of a graph's nodes, {@code [nodes, hidden]}, from which parameters are decoded.
   */
  public Tensor embed(PrimitiveGraph graph, Compute compute) {
    return embed(graph, this::distances, compute);
  }

  /**
   * The same with distances that are there already.
   *
   * @param distances of the graph, up to {@link Distances#CUTOFF}
   */
  public Tensor embed(PrimitiveGraph graph, Distances distances, Compute compute) {
    return embed(graph, of -> distances, compute);
  }

  private Tensor embed(
      PrimitiveGraph graph, Function<PrimitiveGraph, Distances> distances, Compute compute) {
    try (Tape tape = new Tape(compute)) {
      GhnVars vars = GhnVars.constants(tape, parameters);
      return tape.keep(embeddings(vars, List.of(graph), distances));
    }
  }

  /**
   * Predicts all parameters of a network.
   *
   * @param initial draws the initial values of those that cannot be predicted
   * @throws IllegalArgumentException if the network's classifier is for another number of classes
   */
  public Prediction predict(Network network, RandomStream initial, Compute compute) {
    PrimitiveGraph graph = PrimitiveGraph.of(network);
    return decode(network, graph, embed(graph, compute), initial, compute);
  }

  /**
   * The second half of a prediction: decodes the parameters from the embeddings of the nodes.
   *
   * @param graph of the network
   * @param embeddings of the graph's nodes, {@code [nodes, hidden]}; see {@link #embed}
   * @param initial draws the initial values of those that cannot be predicted
   * @throws IllegalArgumentException if the network's classifier is for another number of classes
   */
  public Prediction decode(
      Network network,
      PrimitiveGraph graph,
      Tensor embeddings,
      RandomStream initial,
      Compute compute) {
    checkClasses(network, graph);
    Map<String, Tensor> predicted = new LinkedHashMap<>();
    try (Tape tape = new Tape(compute)) {
      decoding(GhnVars.constants(tape, parameters), List.of(graph))
          .decode(
              tape.constant(embeddings),
              (blocks, parts) -> {
                Tensor x = blocks.value();
                Tensor[] written = new Tensor[parts.size()];
                compute.runEach(written.length, (i, own) -> written[i] = parts.get(i).write(x));
                for (int i = 0; i < written.length; i++) {
                  predicted.put(parts.get(i).name(), written[i]);
                }
              });
    }
    return complete(network, predicted, initial);
  }

  /** What is decoded together for a network, in the order in which it is decoded. */
  public List<DecodingGroup> groups(PrimitiveGraph graph) {
    return new Targets(config, List.of(graph)).groups();
  }

  private static Prediction complete(
      Network network, Map<String, Tensor> predicted, RandomStream initial) {
    Set<String> unpredicted = new LinkedHashSet<>();
    network.parameters().forEach(weight -> unpredicted.add(weight.name()));
    unpredicted.removeAll(predicted.keySet());
    if (!unpredicted.isEmpty()) {
      Parameters begun = Initialization.torch().begin(network, initial);
      unpredicted.forEach(name -> predicted.put(name, begun.get(name)));
    }
    return new Prediction(Parameters.of(network, predicted), List.copyOf(unpredicted));
  }

  /** Decodes the parameters of graphs from the embeddings of their nodes. */
  ParameterDecoding decoding(GhnVars vars, List<PrimitiveGraph> graphs) {
    return new ParameterDecoding(vars, config, graphs);
  }

  /** The embeddings of all nodes of graphs, one graph behind the other, {@code [nodes, hidden]}. */
  Var embeddings(GhnVars vars, List<PrimitiveGraph> graphs) {
    return embeddings(vars, graphs, this::distances);
  }

  /** Without virtual edges, the longer paths do not count. */
  private Distances distances(PrimitiveGraph graph) {
    return Distances.of(graph, config.virtualEdges() ? Distances.CUTOFF : 1);
  }

  private Var embeddings(
      GhnVars vars, List<PrimitiveGraph> graphs, Function<PrimitiveGraph, Distances> distances) {
    List<PrimitiveNode> nodes = new ArrayList<>();
    graphs.forEach(graph -> nodes.addAll(graph.nodes()));
    Var states = encoder.features(vars, nodes);
    if (config.processing() == Processing.MLP) {
      states = Mlp.rectified(vars, "gnn", states);
    } else {
      GatedGnn gnn = new GatedGnn(vars, config.virtualEdges());
      states = gnn.process(states, Levels.of(graphs, graphs.stream().map(distances).toList()));
    }
    return config.layerNorm()
        ? LayerNorm.layerNorm(states, vars.weight("ln"), vars.bias("ln"), EPS)
        : states;
  }

  private void checkClasses(Network network, PrimitiveGraph graph) {
    graph
        .classifierWeight()
        .flatMap(PrimitiveNode::shape)
        .ifPresent(shape -> checkClasses(network, shape));
  }

  private void checkClasses(Network network, Shape classifier) {
    if (classifier.dim(0) != config.classes()) {
      throw new IllegalArgumentException(
          network.name()
              + ": expected "
              + config.classes()
              + " classes, those of the hypernetwork, the network has "
              + classifier.dim(0));
    }
  }
}
