package dev.jacquard.bench.libtorch;

import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.Optional;

/**
 * A network to be run forward and backward.
 *
 * @param running the statistics of tracked batch norms; without, all use the batch's
 * @param images {@code [N, 3, H, W]}
 * @param factors of the logits in the sum that is differentiated, {@code [N, classes]}
 */
record Task(
    Network network,
    Parameters parameters,
    Optional<RunningStatistics> running,
    Tensor images,
    Tensor factors) {
  /** These parameters on random images, others for each draw. */
  static Task of(
      Network network, Parameters parameters, int batch, int imageSize, int classes, int draw) {
    RandomStream stream = RandomStream.of(draw);
    Tensor images = Tensor.zeros(batch, 3, imageSize, imageSize);
    stream.split("images").fillNormal(images, 0, 1);
    Tensor factors = Tensor.zeros(batch, classes);
    stream.split("factors").fillNormal(factors, 0, 1);
    return new Task(network, parameters, Optional.empty(), images, factors);
  }

  /** The same with running statistics that leave every value as it is. */
  Task withRunningStatistics() {
    Optional<RunningStatistics> initial = Optional.of(RunningStatistics.initial(network));
    return new Task(network, parameters, initial, images, factors);
  }
}
