package dev.jacquard.hypernet.ghn;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;

/**
 * Makes a parameter of one decoded block: the block is repeated along every axis and cut to the
 * parameter's shape, and each value is normalised as it is written:
 *
 * <pre>{@code y[o, i, h, w] = f(x[h mod H, w mod W, o mod O, i mod I])}</pre>
 *
 * <p>The gradient of a decoded value is the sum over all places that it went to.
 */
final class ParameterFit {
  private final int out;
  private final int in;
  private final int height;
  private final int width;
  private final int blockHeight;
  private final int blockWidth;
  private final int blockOut;
  private final int blockIn;

  private ParameterFit(int[] target, int[] block) {
    this.out = target[0];
    this.in = target[1];
    this.height = target[2];
    this.width = target[3];
    this.blockHeight = block[0];
    this.blockWidth = block[1];
    this.blockOut = block[2];
    this.blockIn = block[3];
  }

  /** A run of values, which lie side by side in the block and {@link #taps} apart in the weight. */
  @FunctionalInterface
  private interface Visit {
    void run(int count, int blockPlace, int parameterPlace);
  }

  /**
   * Fits a block of weights {@code [H, W, O, I]} to a weight {@code [o, i, h, w]} or {@code [o,
   * i]}.
   */
  static ParameterFit weight(Shape parameter, Shape block) {
    int[] target = {1, 1, 1, 1};
    System.arraycopy(parameter.dims(), 0, target, 0, parameter.rank());
    return new ParameterFit(target, block.dims());
  }

  /** Fits the first values of a row to a vector. */
  static ParameterFit vector(Shape parameter, int values) {
    return new ParameterFit(new int[] {1, parameter.dim(0), 1, 1}, new int[] {1, 1, 1, values});
  }

  private int taps() {
    return height * width;
  }

  private void forEach(Visit visit) {
    for (int o = 0; o < out; o++) {
      for (int h = 0; h < height; h++) {
        for (int w = 0; w < width; w++) {
          int tap = h % blockHeight * blockWidth + w % blockWidth;
          int block = (tap * blockOut + o % blockOut) * blockIn;
          for (int i = 0; i < in; i += blockIn) {
            int place = (o * in + i) * taps() + h * width + w;
            visit.run(Math.min(blockIn, in - i), block, place);
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
    forEach(
        (count, block, place) -> normalizer.apply(count, x, from + block, y, to + place, taps()));
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
    int taps = taps();
    forEach(
        (count, block, place) -> {
          for (int i = 0; i < count; i++) {
            int at = from + block + i;
            int to = place + i * taps;
            float slope = normalizer.slope(values[x.offset() + at], results[y.offset() + to]);
            sum[dx.offset() + at] += slope * gradient[dy.offset() + to];
          }
        });
  }
}
