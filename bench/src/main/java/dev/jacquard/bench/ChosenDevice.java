package dev.jacquard.bench;

import com.aparapi.device.OpenCLDevice;
import com.aparapi.internal.opencl.OpenCLPlatform;
import dev.jacquard.tensor.OpenCl;
import dev.jacquard.tensor.kernel.OpenClDevice;
import java.util.ArrayList;
import java.util.List;

/** The device that the backend takes, for kernels that are not the backend's. */
final class ChosenDevice {
  private ChosenDevice() {}

  /** The number of it. */
  static int number() {
    return OpenCl.find().chosen().number();
  }

  /** Aparapi's view of it. Its memory is its own, as with the backend. */
  static OpenCLDevice get() {
    OpenClDevice chosen = OpenCl.find().chosen();
    List<OpenCLDevice> same = new ArrayList<>();
    for (OpenCLPlatform platform : new OpenCLPlatform().getOpenCLPlatforms()) {
      for (OpenCLDevice device : platform.getOpenCLDevices()) {
        if (chosen.platform().equals(platform.getName() + " " + platform.getVersion())
            && chosen.name().equals(device.getName())) {
          same.add(device);
        }
      }
    }
    // Those of the same name are alike.
    OpenCLDevice device = same.get(0);
    device.setSharedMemory(false);
    return device;
  }
}
