package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.FusedKernels;

/** Pointwise work, cut anywhere. */
interface ParallelPointwise extends FusedKernels, SplitOwner {
  @Override
  default void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    split().elements(n, (from, to, k) -> k.activation(f, to - from, x, xAt + from, y, yAt + from));
  }

  @Override
  default void activationGrad(
      Activation f, int n, float[] kept, int keptAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split()
        .elements(
            n,
            (from, to, k) ->
                k.activationGrad(
                    f, to - from, kept, keptAt + from, dy, dyAt + from, dx, dxAt + from));
  }

  @Override
  default void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split()
        .elements(
            n, (from, to, k) -> k.add(to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  default void addActivated(
      Activation f, int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split()
        .elements(
            n,
            (from, to, k) ->
                k.addActivated(f, to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  default void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split()
        .elements(
            n, (from, to, k) -> k.subtract(to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  default void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    split()
        .elements(
            n, (from, to, k) -> k.multiply(to - from, a, aAt + from, b, bAt + from, y, yAt + from));
  }

  @Override
  default void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    split().elements(n, (from, to, k) -> k.scale(to - from, factor, x, xAt + from, y, yAt + from));
  }

  @Override
  default void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    split()
        .elements(n, (from, to, k) -> k.addScaled(to - from, factor, x, xAt + from, y, yAt + from));
  }

  @Override
  default void addChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    split()
        .channels(
            outer,
            channels,
            inner,
            (outers, some, at, channel, k) ->
                k.addChannels(outers, some, inner, x, xAt + at, b, bAt + channel, y, yAt + at));
  }

  @Override
  default void multiplyChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    split()
        .channels(
            outer,
            channels,
            inner,
            (outers, some, at, channel, k) ->
                k.multiplyChannels(
                    outers, some, inner, x, xAt + at, b, bAt + channel, y, yAt + at));
  }
}
