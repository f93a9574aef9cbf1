package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.Kernel;
import com.aparapi.Range;
import com.aparapi.device.OpenCLDevice;
import com.aparapi.exception.CompileFailedException;
import com.aparapi.internal.kernel.KernelManager;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kernel whose method {@code run} Aparapi translates from bytecode to OpenCL, for one device.
 *
 * <p>The arrays that {@code run} reads and writes are its fields, each a copy of an operand. What
 * the device already has is not carried there again: an operand is compared with the copy first,
 * which costs little beside carrying it.
 *
 * <p>Aparapi would run a kernel in Java threads where OpenCL fails, after a line in a log. Here
 * that is an {@link IllegalStateException}, and so is every later call of the kernel, since nobody
 * knows what the device has then.
 */
abstract class DeviceKernel extends Kernel {
  /** Items of a group in kernels with one axis. */
  static final int GROUP = 64;

  /** Elements that a copy may be too long: less than carrying costs at the least. */
  private static final int SLACK = 1024;

  /** Elements of an array at most: Aparapi counts bytes in an int. */
  private static final int MOST = Integer.MAX_VALUE / Float.BYTES;

  // Two values that no kernel has reason to leave, one of which an array has before it is read.
  private static final int UNREAD = 0x7fc5_a5a5;
  private static final int STILL_UNREAD = 0x7fda_5a5a;

  private final OpenCLDevice device;
  private boolean compiled;

  /** Why the kernel cannot be used any longer; null while it can. */
  private @Nullable String end;

  DeviceKernel(OpenCLDevice device) {
    this.device = device;
    setExplicit(true);
  }

  /**
   * An array for n elements that the device is to write: the one at hand if it is about as long.
   */
  static float[] room(float[] held, int n) {
    return fits(held.length, n) ? held : new float[Math.max(1, n)];
  }

  /** As {@link #room(float[], int)}. */
  static int[] room(int[] held, int n) {
    return fits(held.length, n) ? held : new int[Math.max(1, n)];
  }

  private static boolean fits(int length, int n) {
    if (n > MOST) {
      throw new IllegalArgumentException(
          "backend opencl: an operand of " + n + " elements, expected at most " + MOST);
    }
    return n <= length && length - n <= n / 4 + SLACK;
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
    int extent = outer == 0 ? 0 : ((outer - 1) * channels + from) * inner + width;
    Objects.checkFromIndexSize(xAt, extent, x.length);
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
    fetch(copy);
    System.arraycopy(copy, 0, y, yAt, n);
  }

  /**
   * Carries an array back. Aparapi does not say whether that worked: what stands in the first place
   * before does.
   */
  final void fetch(float[] copy) {
    for (int unread : new int[] {UNREAD, STILL_UNREAD}) {
      copy[0] = Float.intBitsToFloat(unread);
      get(copy);
      if (Float.floatToRawIntBits(copy[0]) != unread) {
        return;
      }
    }
    throw failed("cannot be read from", null);
  }

  /** As {@link #fetch(float[])}. */
  final void fetch(int[] copy) {
    for (int unread : new int[] {UNREAD, STILL_UNREAD}) {
      copy[0] = unread;
      get(copy);
      if (copy[0] != unread) {
        return;
      }
    }
    throw failed("cannot be read from", null);
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
    if (end != null) {
      throw new IllegalStateException(end);
    }
    if (!compiled) {
      try {
        compile(device);
      } catch (CompileFailedException e) {
        throw failed("cannot be compiled for", e);
      }
      compiled = true;
    }
    try {
      execute(range);
    } catch (AssertionError | RuntimeException e) {
      throw failed("failed on", e);
    }
    if (KernelManager.instance().getPreferences(this).getFailedDevices().contains(device)) {
      throw failed("failed on", null);
    }
  }

  /** What Aparapi does first of all when it turns to Java threads. */
  @Override
  public final Kernel clone() {
    throw new IllegalStateException("OpenCL gave an error, see above");
  }

  /** Gives back what the kernel has on the device, when it does not run any longer. */
  final synchronized void close() {
    if (end == null) {
      end = "backend opencl: " + getClass().getSimpleName() + " is closed";
      dispose();
    }
  }

  /** Ends the use of the kernel. Aparapi's list of failures is one for all kernels of a class. */
  private IllegalStateException failed(String how, @Nullable Throwable cause) {
    end =
        "backend opencl: "
            + getClass().getSimpleName()
            + " "
            + how
            + " "
            + device.getName()
            + " ("
            + device.getOpenCLPlatform().getName()
            + ")";
    KernelManager manager = KernelManager.instance();
    manager.setPreferredDevices(
        this, new LinkedHashSet<>(manager.getDefaultPreferences().getPreferredDevices(null)));
    dispose();
    return new IllegalStateException(end, cause);
  }
}
