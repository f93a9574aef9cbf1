package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Makes a parameter of one decoded block: the block is repeated along every axis and cut to the
 * parameter's shape, and each value is normalised as it is written:
 *
 * <pre>{@code y[o, i, h, w] = f(x[o mod O, i mod I, h mod H, w mod W])}</pre>
 *
 * <p>The gradient of a decoded value is the sum over all places that it went to.
 */
final class ParameterFit {
  private final int out;
  private final int in;
  private final int height;
  private final int width;
  private final int blockOut;
  private final int blockIn;
  private final int blockHeight;
  private final int blockWidth;

  /** Places of a block's axes in the block: of its whole tensor, which may be larger. */
  private ParameterFit(int[] target, int[] block) {
    this.out = target[0];
    this.in = target[1];
    this.height = target[2];
    this.width = target[3];
    this.blockOut = block[0];
    this.blockIn = block[1];
    this.blockHeight = block[2];
    this.blockWidth = block[3];
  }

  /** What happens at each place of the parameter. */
  @FunctionalInterface
  private interface Visit {
    void at(int parameterPlace, int blockPlace);
  }

  /**
   * Fits a block of weights {@code [O, I, H, W]} to a weight {@code [o, i, h, w]} or {@code [o,
   * i]}.
   */
  static ParameterFit weight(Shape parameter, Shape block) {
    int[] target = {1, 1, 1, 1};
    System.arraycopy(parameter.dims(), 0, target, 0, parameter.rank());
    return new ParameterFit(target, block.dims());
  }

  /** Fits the first values of a row to a vector. */
  static ParameterFit vector(Shape parameter, int values) {
    return new ParameterFit(new int[] {parameter.dim(0), 1, 1, 1}, new int[] {values, 1, 1, 1});
  }

  /** Visits the parameter's places in order. */
  private void forEach(Visit visit) {
    int y = 0;
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        int kernel = (o % blockOut * blockIn + i % blockIn) * blockHeight * blockWidth;
        for (int h = 0; h < height; h++) {
          int row = kernel + h % blockHeight * blockWidth;
          for (int w = 0; w < width; w++) {
            visit.at(y++, row + w % blockWidth);
          }
        }
      }
    }
  }

  /**
   * Writes a parameter.
   *
   * @param x the array that holds the block
   * @param from where it begins there
   */
  void write(float[] x, int from, ParameterNormalizer normalizer, Tensor parameter) {
    float[] y = parameter.data();
    int to = parameter.offset();
    if (height == blockHeight && width == blockWidth) {
      writeRows(x, from, normalizer, y, to);
      return;
    }
    forEach((place, block) -> y[to + place] = normalizer.apply(x[from + block]));
  }

  /** Kernels are whole: of one out-channel, all in-channels of a block lie in a row. */
  private void writeRows(float[] x, int from, ParameterNormalizer normalizer, float[] y, int to) {
    int row = in * height * width;
    int blockRow = blockIn * height * width;
    for (int o = 0; o < out; o++) {
      for (int start = 0; start < row; start += blockRow) {
        normalizer.apply(
            Math.min(blockRow, row - start),
            x,
            from + o % blockOut * blockRow,
            y,
            to + o * row + start);
      }
    }
  }

  /**
   * The parameter as a value whose gradient goes into the block.
   *
   * @param blocks the blocks of several nodes
   * @param from where the block begins among their elements
   */
  Var onTape(Var blocks, int from, ParameterNormalizer normalizer, Shape parameter) {
    Operation op = Operation.on(blocks);
    Tensor x = blocks.value();
    Tensor y = op.allocate(parameter);
    write(x.data(), x.offset() + from, normalizer, y);
    return op.adding(blocks, (space, dy, dx) -> addGradient(x, from, normalizer, y, dy, dx), x, y)
        .result(y);
  }

  private void addGradient(
      Tensor x, int from, ParameterNormalizer normalizer, Tensor y, Tensor dy, Tensor dx) {
    float[] values = x.data();
    float[] results = y.data();
    float[] gradient = dy.data();
    float[] sum = dx.data();
    forEach(
        (place, block) -> {
          float slope =
              normalizer.slope(values[x.offset() + from + block], results[y.offset() + place]);
          sum[dx.offset() + from + block] += slope * gradient[dy.offset() + place];
        });
  }
}
