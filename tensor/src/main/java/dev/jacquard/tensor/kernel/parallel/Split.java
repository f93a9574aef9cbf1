package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.Kernels;

/**
 * How calls are cut. Pieces depend on sizes alone, never on the number of threads, and kernels
 * promise that no result depends on the cut; so a single thread may take a call whole.
 */
final class Split {
  /** Elements of a piece of pointwise work: enough to outweigh waking a thread. */
  static final int CHUNK = 1 << 15;

  /** Multiply-adds of the smallest piece of a product or convolution. */
  private static final long MULTIPLY_ADDS = 1 << 20;

  /** Lines where pieces share no operand. */
  static final long ALONE = 1 << 20;

  /** Most pieces of a product or convolution. */
  private static final int PIECES = 8;

  /**
   * Multiply-adds for each packed element of a piece from which on packing costs less than a tenth,
   * on every thread.
   */
  private static final int LINES = 256;

  /**
   * A part of a call: {@code from} (inclusive) to {@code to} (exclusive) of the axis that is cut.
   */
  interface Part {
    void run(int from, int to, Kernels kernels);
  }

  /**
   * A part of a call on {@code [outer, channels, inner]}: so many outers and channels, {@code at}
   * elements into the large operands and {@code channel} into those with one element a channel.
   */
  interface ChannelPart {
    void run(int outers, int channels, int at, int channel, Kernels kernels);
  }

  private final Workers workers;

  Split(Workers workers) {
    this.workers = workers;
  }

  /** The caller's kernels, for a call that is not cut. */
  Kernels own() {
    return workers.own();
  }

  /** Cuts n items into pieces of {@code grain}. */
  void over(int n, int grain, Part part) {
    if (workers.threads() == 1 || n <= grain) {
      part.run(0, n, own());
    } else {
      int tasks = (int) (((long) n + grain - 1) / grain);
      workers.run(
          tasks, (i, kernels) -> part.run(i * grain, (int) Math.min(n, (i + 1L) * grain), kernels));
    }
  }

  /** Cuts n elements. */
  void elements(int n, Part part) {
    over(n, CHUNK, part);
  }

  /** Cuts n rows, planes or channels of a width. */
  void rows(int n, int width, Part part) {
    over(n, Math.max(1, CHUNK / Math.max(1, width)), part);
  }

  /** Cuts {@code [outer, channels, inner]} along outer, or along the channels of a single outer. */
  void channels(int outer, int channels, int inner, ChannelPart part) {
    if (outer == 1) {
      rows(channels, inner, (from, to, k) -> part.run(1, to - from, from * inner, from, k));
    } else {
      int width = channels * inner;
      rows(outer, width, (from, to, k) -> part.run(to - from, channels, from * width, 0, k));
    }
  }

  /**
   * The grain of n items that cost {@code work} multiply-adds in all, a multiple of a unit.
   *
   * @param lines how many lines of the operand that every piece packs anew meet all the items: two
   *     pieces are worth it whenever the work is, more only while packing stays small
   */
  static int grain(int n, long work, int unit, long lines) {
    long most = Math.min(PIECES, Math.max(2, lines / LINES));
    long pieces = Math.max(1, Math.min(most, work / MULTIPLY_ADDS));
    int grain = (int) ((n + pieces - 1) / pieces);
    return Math.max(1, (grain + unit - 1) / unit * unit);
  }
}
