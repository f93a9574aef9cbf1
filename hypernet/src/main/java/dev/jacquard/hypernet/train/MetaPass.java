package dev.jacquard.hypernet.train;

import dev.jacquard.autograd.Tape;
import dev.jacquard.autograd.Var;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnPass;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A meta-batch, forward and backward: a hypernetwork predicts the parameters of networks, each runs
 * on images by itself, and the gradients of their parameters go back through the hypernetwork
 * together.
 */
final class MetaPass implements AutoCloseable {
  private final Compute compute;
  private final Tape tape;
  private final GhnPass ghn;
  private final List<NetworkPass> networks = new ArrayList<>();

  /** Predicts the parameters of all networks. */
  MetaPass(Compute compute, Ghn ghn, MetaBatch metaBatch) {
    this.compute = compute;
    this.tape = new Tape(compute);
    try {
      this.ghn = new GhnPass(ghn, tape, metaBatch.graphs());
      for (int k = 0; k < metaBatch.size(); k++) {
        Network network = metaBatch.networks().get(k);
        networks.add(new NetworkPass(network, this.ghn.predicted(k), compute.pool()));
      }
    } catch (RuntimeException | Error e) {
      tape.close();
      throw e;
    }
  }

  /**
   * Runs all networks, as many at a time as there are threads.
   *
   * @param labelSmoothing share of the target that is spread over all classes
   * @param stream decides what their layers drop
   */
  void forward(Tensor images, int[] labels, double labelSmoothing, RandomStream stream) {
    float weight = 1.0f / networks.size();
    compute.runEach(
        networks.size(),
        (k, own) ->
            networks.get(k).run(own, images, labels, labelSmoothing, stream.split(k), weight));
  }

  /** The loss of each network, in nats. */
  List<Double> losses() {
    return networks.stream().map(NetworkPass::loss).toList();
  }

  /** For each network, how many images had their largest logit at their label. */
  List<Integer> correct() {
    return networks.stream().map(NetworkPass::correct).toList();
  }

  /** Whether all losses are finite, without which there is no way back. */
  boolean finite() {
    return networks.stream().allMatch(network -> Double.isFinite(network.loss()));
  }

  /** The gradients of the mean loss in the hypernetwork's parameters; they live until the end. */
  Map<String, Tensor> backward() {
    List<Var> from = new ArrayList<>();
    List<Tensor> gradients = new ArrayList<>();
    networks.forEach(network -> network.collect(from, gradients));
    tape.backward(from, gradients);
    return ghn.gradients();
  }

  @Override
  public void close() {
    networks.forEach(NetworkPass::close);
    tape.close();
  }
}
