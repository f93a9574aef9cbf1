package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import com.aparapi.internal.opencl.OpenCLLoader;
import com.aparapi.internal.opencl.OpenCLPlatform;
import com.aparapi.natives.NativeLoader;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.Offload;
import dev.jacquard.tensor.kernel.OpenClDevice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What Aparapi finds. */
public final class Devices {
  /** Those of other types are not for computing. */
  private static final Set<String> KINDS =
      Arrays.stream(OpenClDevice.Kind.values()).map(Enum::name).collect(Collectors.toSet());

  private Devices() {}

  /**
   * All devices, by platform.
   *
   * @throws LinkageError if Aparapi, its native code, or the OpenCL library that it needs is
   *     missing
   */
  public static List<OpenClDevice> all() {
    List<OpenClDevice> devices = new ArrayList<>();
    for (OpenCLDevice each : found()) {
      OpenCLPlatform platform = each.getOpenCLPlatform();
      devices.add(
          new OpenClDevice(
              devices.size(),
              platform.getName() + " " + platform.getVersion(),
              String.valueOf(each.getName()),
              OpenClDevice.Kind.valueOf(each.getType().name()),
              each.getMaxComputeUnits(),
              each.getGlobalMemSize()));
    }
    return devices;
  }

  /** Kernels on one of {@link #all()}. */
  public static OpenClKernels kernels(OpenClDevice device, Kernels host, Offload offload) {
    return new OpenClKernels(found().get(device.number()), host, offload);
  }

  /**
   * Devices have memory of their own. Shared with it, as Aparapi would have it, arrays would lie
   * where the garbage collector may move them between an execution and reading its result.
   */
  static List<OpenCLDevice> found() {
    if (!OpenCLLoader.isOpenCLAvailable()) {
      throw new UnsatisfiedLinkError(reason());
    }
    List<OpenCLDevice> devices = new ArrayList<>();
    for (OpenCLPlatform platform : new OpenCLPlatform().getOpenCLPlatforms()) {
      for (OpenCLDevice device : platform.getOpenCLDevices()) {
        if (KINDS.contains(device.getType().name())) {
          device.setSharedMemory(false);
          devices.add(device);
        }
      }
    }
    return devices;
  }

  /** Why Aparapi did not get its native code, which it only logs. */
  private static String reason() {
    try {
      NativeLoader.load();
      return "a second attempt succeeded";
    } catch (IOException | UnsatisfiedLinkError e) {
      return String.valueOf(e.getMessage());
    }
  }
}
