package dev.jacquard.nn.init;

import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;

/**
 * Semi-orthogonal matrices: the Q of a normal matrix's QR decomposition with R's diagonal positive,
 * which makes them uniformly distributed (Mezzadri 2007).
 */
record Orthogonal(double gain) implements Initializer {
  @Override
  public void fill(Tensor tensor, RandomStream stream) {
    stream.fillNormal(tensor, 0, 1);
    SemiOrthogonal.make(tensor, gain);
  }
}
