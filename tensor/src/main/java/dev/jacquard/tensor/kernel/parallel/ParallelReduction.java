package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.ReductionKernels;

/** Reductions, cut along the axes that stay; sums over everything piece by piece in order. */
interface ParallelReduction extends ReductionKernels, SplitOwner {
  @Override
  default double sum(int n, float[] x, int xAt) {
    return inOrder(n, (at, length, k) -> k.sum(length, x, xAt + at));
  }

  @Override
  default double dot(int n, float[] a, int aAt, float[] b, int bAt) {
    return inOrder(n, (at, length, k) -> k.dot(length, a, aAt + at, b, bAt + at));
  }

  @Override
  default void sumAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    split()
        .rows(
            outer,
            axis * inner,
            (from, to, k) ->
                k.sumAxis(
                    to - from, axis, inner, x, xAt + from * axis * inner, y, yAt + from * inner));
  }

  @Override
  default void maxAxis(int outer, int axis, int inner, float[] x, int xAt, float[] y, int yAt) {
    split()
        .rows(
            outer,
            axis * inner,
            (from, to, k) ->
                k.maxAxis(
                    to - from, axis, inner, x, xAt + from * axis * inner, y, yAt + from * inner));
  }

  @Override
  default void argMaxAxis(int outer, int axis, int inner, float[] x, int xAt, int[] y, int yAt) {
    split()
        .rows(
            outer,
            axis * inner,
            (from, to, k) ->
                k.argMaxAxis(
                    to - from, axis, inner, x, xAt + from * axis * inner, y, yAt + from * inner));
  }

  @Override
  default void sumChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] y,
      int yAt) {
    split()
        .rows(
            to - from,
            outer * inner,
            (first, last, k) ->
                k.sumChannels(outer, channels, inner, from + first, from + last, x, xAt, y, yAt));
  }

  @Override
  default void dotChannels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    split()
        .rows(
            to - from,
            outer * inner,
            (first, last, k) ->
                k.dotChannels(
                    outer, channels, inner, from + first, from + last, a, aAt, b, bAt, y, yAt));
  }

  /** The sum of a stretch. */
  interface PartialSum {
    double of(int at, int length, Kernels kernels);
  }

  /** A sum in pieces of one size, on any number of threads, added up in order. */
  private double inOrder(int n, PartialSum partial) {
    if (n <= Split.CHUNK) {
      return partial.of(0, n, split().own());
    }
    double[] sums = new double[(n - 1) / Split.CHUNK + 1];
    split()
        .over(
            sums.length,
            1,
            (from, to, k) -> {
              for (int i = from; i < to; i++) {
                int at = i * Split.CHUNK;
                sums[i] = partial.of(at, Math.min(Split.CHUNK, n - at), k);
              }
            });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }
}
