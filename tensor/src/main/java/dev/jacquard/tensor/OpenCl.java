package dev.jacquard.tensor;

import dev.jacquard.tensor.kernel.CloseableKernels;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.Offload;
import dev.jacquard.tensor.kernel.OpenClDevice;
import dev.jacquard.tensor.kernel.opencl.Devices;
import java.util.Comparator;
import java.util.List;

/**
 * What OpenCL finds on this machine. Aparapi, its native part, and a driver are all optional.
 *
 * @param devices in a fixed order; empty where something is missing
 * @param obstacle what is missing and how to get it; empty where there are devices
 */
public record OpenCl(List<OpenClDevice> devices, String obstacle) {
  /** The system property that names the number of the device to take. */
  public static final String PROPERTY = "jacquard.device";

  private static final String NO_APARAPI =
      "Aparapi is not there; add com.aparapi:aparapi to the class or module path";

  private static final String NOT_LOADED =
      "Aparapi's native code, or a library or module that it needs, cannot be loaded: ";

  private static final String NO_DEVICE =
      "no device found; install an OpenCL driver for the GPU, or PoCL for the processor";

  /** Looks. The first time, this loads Aparapi's native code. */
  public static OpenCl find() {
    try {
      List<OpenClDevice> devices = Aparapi.devices();
      return new OpenCl(devices, devices.isEmpty() ? NO_DEVICE : "");
    } catch (LinkageError | RuntimeException e) {
      Throwable cause = cause(e);
      boolean absent =
          cause instanceof ClassNotFoundException
              && String.valueOf(cause.getMessage()).startsWith("com.aparapi.");
      return new OpenCl(List.of(), absent ? NO_APARAPI : NOT_LOADED + cause.getMessage());
    }
  }

  private static Throwable cause(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /**
   * The device that {@link Backend#OPENCL} takes: that which the system property {@value #PROPERTY}
   * numbers, else the first GPU, else the first other accelerator, else the first processor.
   *
   * @throws UnsupportedOperationException if there is none; the message says what is missing
   * @throws IllegalArgumentException if there is none of that number
   */
  public OpenClDevice chosen() {
    return choose(configured());
  }

  /**
   * The device of a number, or with a negative one the best: the first GPU, else the first other
   * accelerator, else the first processor.
   *
   * @throws UnsupportedOperationException if there is none; the message says what is missing
   * @throws IllegalArgumentException if there is none of that number
   */
  OpenClDevice choose(int number) {
    if (!obstacle.isEmpty()) {
      throw new UnsupportedOperationException("backend opencl: " + obstacle);
    }
    if (number >= devices.size()) {
      throw new IllegalArgumentException(
          "device " + number + ": expected 0 to " + (devices.size() - 1) + ", " + devices);
    }
    return number >= 0
        ? devices.get(number)
        : devices.stream().min(Comparator.comparing(OpenClDevice::kind)).orElseThrow();
  }

  /** The device that the system property {@value #PROPERTY} numbers, or -1 for the best. */
  static int configured() {
    String number = System.getProperty(PROPERTY, "");
    if (number.isEmpty()) {
      return -1;
    }
    if (!number.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          PROPERTY + " '" + number + "': expected the number of a device");
    }
    return Integer.parseInt(number);
  }

  /** Kernels on one of these devices, over those of the processor. */
  static CloseableKernels kernels(OpenClDevice device, Kernels host, Offload offload) {
    return Aparapi.kernels(device, host, offload);
  }

  /** Alone in touching classes that use Aparapi, so that they are loaded on this branch only. */
  private static final class Aparapi {
    static List<OpenClDevice> devices() {
      return Devices.all();
    }

    static CloseableKernels kernels(OpenClDevice device, Kernels host, Offload offload) {
      return Devices.kernels(device, host, offload);
    }
  }
}
