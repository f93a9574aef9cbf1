package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.Window;

/**
 * The gradients of pooling, an item an input: it looks through the outputs that cover it, and for
 * maxima through their windows, so that no two items write to one place.
 */
final class PoolGradKernel extends PoolKernel {
  float[] x = new float[1];
  float[] dy = new float[1];
  float[] dx = new float[1];

  /** The first output row that covers each input row, and one past the last. */
  int[] coveringRows = new int[1];

  /** The same for columns. */
  int[] coveringColumns = new int[1];

  PoolGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int id = getGlobalId(0);
    if (id < items) {
      int s = id % inWidth;
      int r = (id / inWidth) % inHeight;
      int plane = (id / (inWidth * inHeight)) * inHeight * inWidth;
      int outPlane = (id / (inWidth * inHeight)) * outHeight * outWidth;
      float sum = 0;
      for (int i = coveringRows[2 * r]; i < coveringRows[2 * r + 1]; i++) {
        for (int j = coveringColumns[2 * s]; j < coveringColumns[2 * s + 1]; j++) {
          float gradient = dy[outPlane + i * outWidth + j];
          if (average == 1) {
            sum += gradient / (rows[3 * i + 2] * columns[3 * j + 2]);
          } else {
            int place = plane + rows[3 * i] * inWidth + columns[3 * j];
            float max = x[place];
            for (int u = rows[3 * i]; u < rows[3 * i + 1]; u++) {
              for (int v = columns[3 * j]; v < columns[3 * j + 1]; v++) {
                int at = plane + u * inWidth + v;
                float value = x[at];
                if (replaces(value, max)) {
                  max = value;
                  place = at;
                }
              }
            }
            if (place == id) {
              sum += gradient;
            }
          }
        }
      }
      dx[id] = sum;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.PoolingKernels#maxPoolGrad}. */
  synchronized void maxima(
      PoolGeometry g,
      int planes,
      float[] input,
      int xAt,
      float[] gradient,
      int dyAt,
      float[] result,
      int dxAt) {
    x = give(x, planes * g.inPlane(), input, xAt);
    backward(g, planes, 0, gradient, dyAt, result, dxAt);
  }

  /** See {@link dev.jacquard.tensor.kernel.PoolingKernels#averagePoolGrad}. */
  synchronized void averages(
      PoolGeometry g, int planes, float[] gradient, int dyAt, float[] result, int dxAt) {
    backward(g, planes, 1, gradient, dyAt, result, dxAt);
  }

  private void backward(
      PoolGeometry g,
      int planes,
      int average,
      float[] gradient,
      int dyAt,
      float[] result,
      int dxAt) {
    set(g, average);
    coveringRows = give(coveringRows, covering(g.rows()));
    coveringColumns = give(coveringColumns, covering(g.columns()));
    items = planes * g.inPlane();
    dy = give(dy, planes * g.outPlane(), gradient, dyAt);
    dx = room(dx, items);
    runItems(items);
    take(dx, items, result, dxAt);
  }

  private static int[] covering(Window window) {
    int[] ranges = new int[2 * window.size()];
    for (int place = 0; place < window.size(); place++) {
      int first = 0;
      while (first < window.outputs() && window.to(first) <= place) {
        first++;
      }
      int end = first;
      while (end < window.outputs() && window.from(end) <= place) {
        end++;
      }
      ranges[2 * place] = first;
      ranges[2 * place + 1] = end;
    }
    return ranges;
  }
}
