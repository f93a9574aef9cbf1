package dev.jacquard.hypernet.predict;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.ghn.Prediction;
import dev.jacquard.hypernet.graph.Distances;
import dev.jacquard.hypernet.graph.PrimitiveGraph;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Path;

/** Predicts all parameters of networks that it has never seen. */
public final class Predictor {
  private static final double NANOSECOND = 1e-9;

  private final Ghn ghn;

  /** Predicts with a hypernetwork. */
  public Predictor(Ghn ghn) {
    this.ghn = ghn;
  }

  /**
   * Predicts with one of the hypernetworks that this module carries.
   *
   * @throws TensorFileException if it is missing from the module or damaged
   */
  public static Predictor of(ShippedGhn shipped) throws TensorFileException {
    return new Predictor(shipped.read());
  }

  /**
   * Predicts with the hypernetwork of a file; see {@link GhnFile#read}.
   *
   * @throws TensorFileException if the file cannot be read or holds no hypernetwork
   */
  public static Predictor read(Path file) throws TensorFileException {
    return new Predictor(GhnFile.read(file));
  }

  /** What predicts. */
  public Ghn ghn() {
    return ghn;
  }

  /**
   * Predicts all parameters of a network. In a program that predicts once and ends, {@link
   * dev.jacquard.tensor.Backend#SCALAR} is the faster choice: the compiler takes longer over vector
   * kernels than a prediction takes without.
   *
   * @param seed decides the initial values of parameters that cannot be predicted
   * @throws IllegalArgumentException if the network's classifier is for another number of classes
   */
  public PredictedNetwork predict(Network network, long seed, Compute compute) {
    long start = System.nanoTime();
    PrimitiveGraph graph = PrimitiveGraph.of(network);
    Distances distances = Distances.of(graph, Distances.CUTOFF);
    int virtualEdges = distances.virtualEdgeCount();
    long made = System.nanoTime();
    Tensor embeddings = ghn.embed(graph, distances, compute);
    long embedded = System.nanoTime();
    RandomStream initial = RandomStream.of(seed).split("init");
    Prediction prediction = ghn.decode(network, graph, embeddings, initial, compute);
    long decoded = System.nanoTime();
    return new PredictedNetwork(
        network,
        graph,
        embeddings,
        prediction.parameters(),
        prediction.unpredicted(),
        virtualEdges,
        new PredictedNetwork.Seconds(
            (made - start) * NANOSECOND,
            (embedded - made) * NANOSECOND,
            (decoded - embedded) * NANOSECOND));
  }
}
