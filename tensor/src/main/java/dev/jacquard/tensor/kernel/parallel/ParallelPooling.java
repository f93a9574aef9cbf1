package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.PoolingKernels;

/** Pooling, cut along planes. */
interface ParallelPooling extends PoolingKernels, SplitOwner {
  @Override
  default void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    split()
        .rows(
            planes,
            g.inPlane(),
            (from, to, k) ->
                k.maxPool(g, to - from, x, xAt + from * g.inPlane(), y, yAt + from * g.outPlane()));
  }

  @Override
  default void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    split()
        .rows(
            planes,
            g.inPlane(),
            (from, to, k) ->
                k.maxPoolGrad(
                    g,
                    to - from,
                    x,
                    xAt + from * g.inPlane(),
                    dy,
                    dyAt + from * g.outPlane(),
                    dx,
                    dxAt + from * g.inPlane()));
  }

  @Override
  default void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    split()
        .rows(
            planes,
            g.inPlane(),
            (from, to, k) ->
                k.averagePool(
                    g, to - from, x, xAt + from * g.inPlane(), y, yAt + from * g.outPlane()));
  }

  @Override
  default void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    split()
        .rows(
            planes,
            g.inPlane(),
            (from, to, k) ->
                k.averagePoolGrad(
                    g, to - from, dy, dyAt + from * g.outPlane(), dx, dxAt + from * g.inPlane()));
  }
}
