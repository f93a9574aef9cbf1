package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/**
 * A kernel whose groups make one result each, from terms that the items take in turn. Sums are
 * compensated (Neumaier 1974): two floats, the sum and what rounding lost, are about as exact as a
 * double, which not every device has. The order of additions depends on the number of terms alone.
 */
abstract class GroupKernel extends DeviceKernel {
  /** What each item has summed, and what its rounding lost. */
  @Local final float[] sums = new float[GROUP];

  /** See {@link #sums}. */
  @Local final float[] lost = new float[GROUP];

  GroupKernel(OpenCLDevice device) {
    super(device);
  }

  /**
   * What is lost when a term is added to a sum (Knuth's two-sum, whichever is larger); 0 where the
   * total is not finite.
   */
  @SuppressWarnings("IdentityBinaryExpression")
  final float rounding(float sum, float term, float total) {
    float added = total - sum;
    float lost = (sum - (total - added)) + (term - added);
    if (lost != lost) {
      lost = 0;
    }
    return lost;
  }

  /** Leaves the sum over all items of a group, and what rounding lost of it, in the first place. */
  final void addUp(int item, float sum, float rest) {
    sums[item] = sum;
    lost[item] = rest;
    localBarrier();
    if (item == 0) {
      float total = 0;
      float remainder = 0;
      for (int i = 0; i < GROUP; i++) {
        float term = sums[i];
        float next = total + term;
        remainder += lost[i] + rounding(total, term, next);
        total = next;
      }
      sums[0] = total;
      lost[0] = remainder;
    }
    localBarrier();
  }

  /** The sum over all items of a group, for each of them. */
  final float sumOf(int item, float sum, float rest) {
    addUp(item, sum, rest);
    float total = sums[0] + lost[0];
    localBarrier();
    return total;
  }
}
