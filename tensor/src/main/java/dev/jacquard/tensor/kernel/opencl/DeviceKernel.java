package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.Kernel;
import com.aparapi.Range;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.exception.CompileFailedException;
import com.aparapi.internal.kernel.KernelManager;
import java.util.Arrays;

/**
 * A kernel whose method {@code run} Aparapi translates from bytecode to OpenCL, for one device.
 *
 * <p>The arrays that {@code run} reads and writes are its fields, each a copy of an operand. What
 * the device already has is not carried there again: an operand is compared with the copy first,
 * which costs little beside carrying it.
 *
 * <p>Aparapi would run a kernel in Java threads where OpenCL fails, after a line in a log. Here
 * that is an {@link IllegalStateException}.
 */
abstract class DeviceKernel extends Kernel {
  /** Items of a group in kernels with one axis. */
  static final int GROUP = 64;

  /** Elements that a copy may be too long: less than carrying costs at the least. */
  private static final int SLACK = 1024;

  private final OpenCLDevice device;
  private boolean compiled;

  DeviceKernel(OpenCLDevice device) {
    this.device = device;
    setExplicit(true);
  }

  /**
   * An array for n elements that the device is to write: the one at hand if it is about as long.
   */
  static float[] room(float[] held, int n) {
    return n <= held.length && held.length - n <= n / 4 + SLACK ? held : new float[Math.max(1, n)];
  }

  /** As {@link #room(float[], int)}. */
  static int[] room(int[] held, int n) {
    return n <= held.length && held.length - n <= n / 4 + SLACK ? held : new int[Math.max(1, n)];
  }

  /** The copy of n elements, carried to the device unless it has them. */
  final float[] give(float[] held, int n, float[] x, int xAt) {
    return giveChannels(held, 1, 1, n, 0, 1, x, xAt);
  }

  /**
   * As {@link #give(float[], int, float[], int)}, for some channels of {@code [outer, channels,
   * inner]}.
   */
  final float[] giveChannels(
      float[] held, int outer, int channels, int inner, int from, int some, float[] x, int xAt) {
    int width = some * inner;
    float[] copy = room(held, outer * width);
    boolean changed = copy != held;
    for (int o = 0; o < outer; o++) {
      int at = xAt + (o * channels + from) * inner;
      int to = o * width;
      if (changed || !Arrays.equals(copy, to, to + width, x, at, at + width)) {
        System.arraycopy(x, at, copy, to, width);
        changed = true;
      }
    }
    if (changed) {
      put(copy);
    }
    return copy;
  }

  /** As {@link #give(float[], int, float[], int)}. */
  final int[] give(int[] held, int[] x) {
    int[] copy = room(held, x.length);
    if (copy != held || !Arrays.equals(copy, 0, x.length, x, 0, x.length)) {
      System.arraycopy(x, 0, copy, 0, x.length);
      put(copy);
    }
    return copy;
  }

  /** Carries n elements back. */
  final void take(float[] copy, int n, float[] y, int yAt) {
    get(copy);
    System.arraycopy(copy, 0, y, yAt, n);
  }

  /** Executes one item for each of n, in groups of {@link #GROUP}; items beyond n run too. */
  final void runItems(int n) {
    executeOnDevice(device.createRange((n + GROUP - 1) / GROUP * GROUP, GROUP));
  }

  /** Executes n groups of {@link #GROUP} items. */
  final void runGroups(int n) {
    executeOnDevice(device.createRange(Math.multiplyExact(n, GROUP), GROUP));
  }

  /** Executes groups of {@code side * side} items, as many as given along each of three axes. */
  final void runSquares(int side, int across, int down, int deep) {
    executeOnDevice(device.createRange3D(across * side, down * side, deep, side, side, 1));
  }

  // That x is not x is how a NaN shows, also in OpenCL.

  /** Whether a value takes the place of the largest one so far, as the first NaN does for good. */
  @SuppressWarnings("IdentityBinaryExpression")
  final boolean beats(float value, float max) {
    return value > max || (value != value && max == max);
  }

  /** As {@link #beats}, but the last NaN counts. */
  @SuppressWarnings("IdentityBinaryExpression")
  final boolean replaces(float value, float max) {
    return value > max || value != value;
  }

  private void executeOnDevice(Range range) {
    if (!compiled) {
      try {
        compile(device);
      } catch (CompileFailedException e) {
        throw new IllegalStateException(failed("cannot be compiled"), e);
      }
      compiled = true;
    }
    try {
      execute(range);
    } catch (AssertionError | RuntimeException e) {
      throw new IllegalStateException(failed("failed"), e);
    }
    if (!KernelManager.instance().getPreferences(this).getFailedDevices().isEmpty()) {
      throw new IllegalStateException(failed("failed"));
    }
  }

  /** What Aparapi does first of all when it turns to Java threads. */
  @Override
  public final Kernel clone() {
    throw new IllegalStateException(failed("failed"));
  }

  private String failed(String how) {
    return "backend opencl: "
        + getClass().getSimpleName()
        + " "
        + how
        + " on "
        + device.getName()
        + " ("
        + device.getOpenCLPlatform().getName()
        + ")";
  }
}
