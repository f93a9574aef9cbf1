package dev.jacquard.bench;

import dev.jacquard.hypernet.ghn.Prediction;
import dev.jacquard.hypernet.graph.Distances;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.hypernet.predict.PredictedNetwork;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.hypernet.predict.ShippedGhn;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * A prediction of all parameters of a network with the shipped GHN-2, stage by stage. On the JVM's
 * own choice of a garbage collector: every call leaves tens of megabytes of parameters behind,
 * which the serial one moves from place to place.
 */
@Fork(value = PinnedScope.FORKS, jvmArgsPrepend = "--add-modules=jdk.incubator.vector")
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public abstract class PredictionBenchmark extends ComputeScope {
  private final RandomStream initial = RandomStream.of(0);
  private Predictor predictor;
  private Network network;
  private PrimitiveGraph graph;
  private Distances distances;
  private Tensor embeddings;

  /** The network whose parameters are predicted. */
  protected abstract Network network();

  @Override
  protected final void prepare() throws IOException {
    predictor = Predictor.of(ShippedGhn.GHN2_FASHION_MNIST);
    network = network();
    graph = PrimitiveGraph.of(network);
    distances = Distances.of(graph, Distances.CUTOFF);
    embeddings = predictor.ghn().embed(graph, distances, compute);
  }

  /** The graph and its virtual edges. */
  @Benchmark
  public Distances graph(Nodes nodes) {
    nodes.add(graph.size());
    return Distances.of(PrimitiveGraph.of(network), Distances.CUTOFF);
  }

  /** The embeddings of the nodes: their features, and the exchange of messages. */
  @Benchmark
  public Tensor embedding(Nodes nodes) {
    nodes.add(graph.size());
    return predictor.ghn().embed(graph, distances, compute);
  }

  /** The parameters from the embeddings: decoded, fitted and normalised. */
  @Benchmark
  public Prediction decoding(Nodes nodes) {
    nodes.add(graph.size());
    return predictor.ghn().decode(network, graph, embeddings, initial, compute);
  }

  /** All of it. */
  @Benchmark
  public PredictedNetwork all(Nodes nodes) {
    nodes.add(graph.size());
    return predictor.predict(network, 0, compute);
  }
}
