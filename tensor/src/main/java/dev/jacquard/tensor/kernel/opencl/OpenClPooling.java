package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.PoolingKernels;

/** Pooling. */
interface OpenClPooling extends PoolingKernels, OpenClOwner {
  private boolean worth(PoolGeometry g, int planes, int operands) {
    // About what the windows of all outputs cover.
    long work = (long) planes * Math.max(g.inPlane(), g.outPlane());
    return worth(g.outPlane() == 0 ? 0 : work, (long) operands * planes * g.inPlane());
  }

  @Override
  default void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    if (worth(g, planes, 2)) {
      device().pool.pool(g, planes, 0, x, xAt, y, yAt);
    } else {
      host().maxPool(g, planes, x, xAt, y, yAt);
    }
  }

  @Override
  default void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    if (worth(g, planes, 3)) {
      device().poolGrad.maxima(g, planes, x, xAt, dy, dyAt, dx, dxAt);
    } else {
      host().maxPoolGrad(g, planes, x, xAt, dy, dyAt, dx, dxAt);
    }
  }

  @Override
  default void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    if (worth(g, planes, 2)) {
      device().pool.pool(g, planes, 1, x, xAt, y, yAt);
    } else {
      host().averagePool(g, planes, x, xAt, y, yAt);
    }
  }

  @Override
  default void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    if (worth(g, planes, 2)) {
      device().poolGrad.averages(g, planes, dy, dyAt, dx, dxAt);
    } else {
      host().averagePoolGrad(g, planes, dy, dyAt, dx, dxAt);
    }
  }
}
