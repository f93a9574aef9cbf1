package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** Maxima along an axis and their places, a group a maximum. A NaN is larger than all. */
final class MaximumKernel extends DeviceKernel {
  float[] x = new float[1];
  float[] y = new float[1];
  int[] places = new int[1];
  int axis;
  int inner;

  /** The largest element that each item has seen. */
  @Local final float[] largest = new float[GROUP];

  /** Its place, or -1 for an item that has seen none. */
  @Local final int[] where = new int[GROUP];

  MaximumKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int r = getGroupId(0);
    int item = getLocalId(0);
    int first = (r / inner) * axis * inner + r % inner;
    float max = 0;
    int place = -1;
    for (int t = item; t < axis; t += GROUP) {
      float value = x[first + t * inner];
      if (place < 0 || beats(value, max)) {
        max = value;
        place = t;
      }
    }
    largest[item] = max;
    where[item] = place;
    localBarrier();
    if (item == 0) {
      for (int i = 1; i < GROUP; i++) {
        int at = where[i];
        float value = largest[i];
        if (at >= 0) {
          if (beats(value, max)) {
            max = value;
            place = at;
          } else if (at < place && !beats(max, value)) {
            place = at;
          }
        }
      }
      y[r] = max;
      places[r] = place;
    }
  }

  private void find(int outer, int axis, int inner, float[] input, int xAt) {
    this.axis = axis;
    this.inner = inner;
    x = give(x, outer * axis * inner, input, xAt);
    y = room(y, outer * inner);
    places = room(places, outer * inner);
    runGroups(outer * inner);
  }

  /** See {@link dev.jacquard.tensor.kernel.ReductionKernels#maxAxis}. */
  synchronized void maxima(
      int outer, int axis, int inner, float[] input, int xAt, float[] result, int yAt) {
    find(outer, axis, inner, input, xAt);
    take(y, outer * inner, result, yAt);
  }

  /** See {@link dev.jacquard.tensor.kernel.ReductionKernels#argMaxAxis}. */
  synchronized void places(
      int outer, int axis, int inner, float[] input, int xAt, int[] result, int yAt) {
    find(outer, axis, inner, input, xAt);
    fetch(places);
    System.arraycopy(places, 0, result, yAt, outer * inner);
  }
}
