package dev.jacquard.tensor.kernel;

/** Pooling in double. */
interface ReferencePooling extends PoolingKernels {
  @Override
  default void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    for (int out = 0; out < planes * g.outPlane(); out++) {
      y[yAt + out] = x[xAt + winner(g, x, xAt, out)];
    }
  }

  @Override
  default void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    double[] sums = new double[planes * g.inPlane()];
    for (int out = 0; out < planes * g.outPlane(); out++) {
      sums[winner(g, x, xAt, out)] += dy[dyAt + out];
    }
    store(sums, dx, dxAt);
  }

  /** The place of the last NaN in an output's window, else of its first maximum. */
  private static int winner(PoolGeometry g, float[] x, int xAt, int out) {
    int winner = -1;
    for (int in = 0; in < g.inPlane(); in++) {
      int place = out / g.outPlane() * g.inPlane() + in;
      if (covers(g, out % g.outPlane(), in)) {
        float value = x[xAt + place];
        if (winner < 0 || value > x[xAt + winner] || Float.isNaN(value)) {
          winner = place;
        }
      }
    }
    return winner;
  }

  private static boolean covers(PoolGeometry g, int out, int in) {
    int i = out / g.columns().outputs();
    int j = out % g.columns().outputs();
    int u = in / g.columns().size();
    int v = in % g.columns().size();
    return g.rows().from(i) <= u
        && u < g.rows().to(i)
        && g.columns().from(j) <= v
        && v < g.columns().to(j);
  }

  private static int counted(PoolGeometry g, int out) {
    int outputs = g.columns().outputs();
    return g.rows().counted(out / outputs) * g.columns().counted(out % outputs);
  }

  @Override
  default void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    for (int out = 0; out < planes * g.outPlane(); out++) {
      double sum = 0;
      for (int in = 0; in < g.inPlane(); in++) {
        if (covers(g, out % g.outPlane(), in)) {
          sum += x[xAt + out / g.outPlane() * g.inPlane() + in];
        }
      }
      y[yAt + out] = (float) (sum / counted(g, out % g.outPlane()));
    }
  }

  @Override
  default void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    double[] sums = new double[planes * g.inPlane()];
    for (int out = 0; out < planes * g.outPlane(); out++) {
      for (int in = 0; in < g.inPlane(); in++) {
        if (covers(g, out % g.outPlane(), in)) {
          sums[out / g.outPlane() * g.inPlane() + in] +=
              (double) dy[dyAt + out] / counted(g, out % g.outPlane());
        }
      }
    }
    store(sums, dx, dxAt);
  }

  private static void store(double[] sums, float[] y, int yAt) {
    for (int i = 0; i < sums.length; i++) {
      y[yAt + i] = (float) sums[i];
    }
  }
}
