package dev.jacquard.bench;

import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;

/** A network with its parameters and a batch of images, the same for all who are measured. */
@SuppressWarnings("NullAway.Init") // Set-ups of subclasses make it.
abstract class NetworkOperands {
  /** The network, with ten classes. */
  Network built;

  /** Its parameters, as PyTorch initialises them. */
  Parameters parameters;

  /** Noise. */
  Tensor images;

  private long flops;

  /** Makes everything. */
  final void make(String name, int batch) {
    SizedNetwork sized = SizedNetwork.of(name);
    built = sized.network();
    parameters = Initialization.torch().begin(built, RandomStream.of(0));
    images = sized.images(batch);
    flops = 2 * built.multiplyAdds(images.shape());
  }

  /** Additions and multiplications of a forward pass. */
  final long forwardFlops() {
    return flops;
  }
}
