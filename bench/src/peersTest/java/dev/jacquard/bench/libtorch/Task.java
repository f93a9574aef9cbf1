package dev.jacquard.bench.libtorch;

import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;

/**
 * A network to be run forward and backward.
 *
 * @param images {@code [N, 3, H, W]}
 * @param factors of the logits in the sum that is differentiated, {@code [N, classes]}
 */
record Task(Network network, Parameters parameters, Tensor images, Tensor factors) {
  /** Initialised parameters, which do not depend on the draw, on random images. */
  static Task of(Network network, int batch, int imageSize, int classes, int draw) {
    RandomStream stream = RandomStream.of(draw);
    Tensor images = Tensor.zeros(batch, 3, imageSize, imageSize);
    stream.split("images").fillNormal(images, 0, 1);
    Tensor factors = Tensor.zeros(batch, classes);
    stream.split("factors").fillNormal(factors, 0, 1);
    Parameters parameters = Initialization.torch().begin(network, RandomStream.of(1));
    return new Task(network, parameters, images, factors);
  }
}
