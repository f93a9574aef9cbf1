package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.ConvGeometry;

/** The operands of a convolution, the same for all who are measured. */
@SuppressWarnings("NullAway.Init") // Set-ups of subclasses make it.
abstract class ConvolutionArrays {
  /** Its sizes. */
  ConvGeometry g;

  /** The input. */
  float[] x = {};

  /** The weight. */
  float[] w = {};

  /** A gradient of the output. */
  float[] dy = {};

  /** Makes input, weight, and a gradient of the output. */
  final void make(ConvGeometry geometry) {
    g = geometry;
    x = Values.normal(g.batch() * g.inImage(), 1);
    w = Values.normal(g.outChannels() * g.filter(), 2);
    dy = Values.normal(g.batch() * g.outImage(), 3);
  }

  /** Additions and multiplications in one direction. */
  final long flops() {
    return 2 * g.multiplyAdds();
  }
}
