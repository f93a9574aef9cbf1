package dev.jacquard.hypernet.ghn;

import dev.jacquard.tensor.Shape;

/**
 * How much is decoded for a weight; the rest is repeated. All weights of one size are decoded
 * together.
 *
 * @param out out-channels
 * @param in in-channels
 * @param height rows of the kernel
 * @param width columns of the kernel
 */
record BlockSize(int out, int in, int height, int width) {
  /**
   * The block for the weight of a convolution {@code [o, i, h, w]} or a linear map {@code [o, i]}.
   */
  static BlockSize of(Shape weight, GhnConfig config) {
    int kernel = config.maxKernel();
    return new BlockSize(
        grouped(weight.dim(0), config.maxOut()),
        grouped(weight.dim(1), config.maxIn()),
        weight.rank() == 4 ? Math.min(weight.dim(2), kernel) : 1,
        weight.rank() == 4 ? Math.min(weight.dim(3), kernel) : 1);
  }

  /**
   * The channels that are decoded for a number of channels: thirds become quarters, and from half
   * of the most on it is the most.
   */
  static int grouped(int channels, int most) {
    int decoded = Math.min(channels, most);
    if (decoded % 3 == 0) {
      decoded = decoded / 3 * 4;
    }
    return decoded >= most / 2 ? most : decoded;
  }
}
