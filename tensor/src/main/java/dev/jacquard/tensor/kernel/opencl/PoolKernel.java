package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.PoolGeometry;
import dev.jacquard.tensor.kernel.Window;

/** The windows of a pooling as its kernels read them. */
abstract class PoolKernel extends DeviceKernel {
  int items;
  int inHeight;
  int inWidth;
  int outHeight;
  int outWidth;

  /** Whether the average is wanted, not the maximum: 0 or 1. */
  int average;

  /** The first input row of each output row, one past the last, and how many its average counts. */
  int[] rows = new int[1];

  /** The same for columns. */
  int[] columns = new int[1];

  PoolKernel(OpenCLDevice device) {
    super(device);
  }

  final void set(PoolGeometry g, int average) {
    this.average = average;
    inHeight = g.rows().size();
    inWidth = g.columns().size();
    outHeight = g.rows().outputs();
    outWidth = g.columns().outputs();
    rows = give(rows, ranges(g.rows()));
    columns = give(columns, ranges(g.columns()));
  }

  private static int[] ranges(Window window) {
    int n = window.outputs();
    int[] ranges = new int[3 * n];
    for (int i = 0; i < n; i++) {
      ranges[3 * i] = window.from(i);
      ranges[3 * i + 1] = window.to(i);
      ranges[3 * i + 2] = window.counted(i);
    }
    return ranges;
  }
}
