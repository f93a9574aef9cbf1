package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/** Pooling in plain loops over each output's window. */
public interface ScalarPooling extends PoolingKernels {
  @Override
  default void maxPool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    Window rows = g.rows();
    Window columns = g.columns();
    int to = yAt;
    for (int plane = 0; plane < planes; plane++) {
      int from = xAt + plane * g.inPlane();
      for (int i = 0; i < rows.outputs(); i++) {
        for (int j = 0; j < columns.outputs(); j++) {
          float max = Float.NEGATIVE_INFINITY;
          for (int u = rows.from(i); u < rows.to(i); u++) {
            for (int v = columns.from(j); v < columns.to(j); v++) {
              max = Math.max(max, x[from + u * columns.size() + v]);
            }
          }
          y[to++] = max;
        }
      }
    }
  }

  @Override
  default void maxPoolGrad(
      PoolGeometry g, int planes, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    Window rows = g.rows();
    Window columns = g.columns();
    int at = dyAt;
    Arrays.fill(dx, dxAt, dxAt + planes * g.inPlane(), 0f);
    for (int plane = 0; plane < planes; plane++) {
      int from = plane * g.inPlane();
      for (int i = 0; i < rows.outputs(); i++) {
        for (int j = 0; j < columns.outputs(); j++) {
          int place = from + rows.from(i) * columns.size() + columns.from(j);
          float max = Float.NEGATIVE_INFINITY;
          for (int u = rows.from(i); u < rows.to(i); u++) {
            for (int v = columns.from(j); v < columns.to(j); v++) {
              float value = x[xAt + from + u * columns.size() + v];
              if (value > max || Float.isNaN(value)) {
                max = value;
                place = from + u * columns.size() + v;
              }
            }
          }
          dx[dxAt + place] += dy[at++];
        }
      }
    }
  }

  @Override
  default void averagePool(PoolGeometry g, int planes, float[] x, int xAt, float[] y, int yAt) {
    Window rows = g.rows();
    Window columns = g.columns();
    int to = yAt;
    for (int plane = 0; plane < planes; plane++) {
      int from = xAt + plane * g.inPlane();
      for (int i = 0; i < rows.outputs(); i++) {
        for (int j = 0; j < columns.outputs(); j++) {
          double sum = 0;
          for (int u = rows.from(i); u < rows.to(i); u++) {
            int row = from + u * columns.size();
            for (int v = columns.from(j); v < columns.to(j); v++) {
              sum += x[row + v];
            }
          }
          y[to++] = (float) (sum / (rows.counted(i) * columns.counted(j)));
        }
      }
    }
  }

  @Override
  default void averagePoolGrad(
      PoolGeometry g, int planes, float[] dy, int dyAt, float[] dx, int dxAt) {
    Window rows = g.rows();
    Window columns = g.columns();
    int at = dyAt;
    Arrays.fill(dx, dxAt, dxAt + planes * g.inPlane(), 0f);
    for (int plane = 0; plane < planes; plane++) {
      int from = dxAt + plane * g.inPlane();
      for (int i = 0; i < rows.outputs(); i++) {
        for (int j = 0; j < columns.outputs(); j++) {
          float share = dy[at++] / (rows.counted(i) * columns.counted(j));
          for (int u = rows.from(i); u < rows.to(i); u++) {
            int row = from + u * columns.size();
            for (int v = columns.from(j); v < columns.to(j); v++) {
              dx[row + v] += share;
            }
          }
        }
      }
    }
  }
}
