package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.PoolGeometry;

/** Maximum and average pooling, an item an output. */
final class PoolForwardKernel extends PoolKernel {
  float[] x = new float[1];
  float[] y = new float[1];

  PoolForwardKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int id = getGlobalId(0);
    if (id < items) {
      int j = 3 * (id % outWidth);
      int i = 3 * ((id / outWidth) % outHeight);
      int plane = (id / (outWidth * outHeight)) * inHeight * inWidth;
      float sum = 0;
      float max = x[plane + rows[i] * inWidth + columns[j]];
      for (int u = rows[i]; u < rows[i + 1]; u++) {
        for (int v = columns[j]; v < columns[j + 1]; v++) {
          float value = x[plane + u * inWidth + v];
          sum += value;
          if (beats(value, max)) {
            max = value;
          }
        }
      }
      if (average == 1) {
        max = sum / (rows[i + 2] * columns[j + 2]);
      }
      y[id] = max;
    }
  }

  /** Pools planes by averages where that is 1, else by maxima. */
  synchronized void pool(
      PoolGeometry g, int planes, int average, float[] input, int xAt, float[] result, int yAt) {
    set(g, average);
    items = planes * g.outPlane();
    x = give(x, planes * g.inPlane(), input, xAt);
    y = room(y, items);
    runItems(items);
    take(y, items, result, yAt);
  }
}
