package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;
import dev.jacquard.tensor.kernel.CloseableKernels;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.Offload;

/**
 * Kernels of which those that are worth it run on an OpenCL device, and the others on the
 * processor. Operands are carried to the device and results back in every call.
 */
public final class OpenClKernels
    implements CloseableKernels,
        OpenClMatrix,
        OpenClConvolution,
        OpenClPooling,
        OpenClPointwise,
        OpenClReduction,
        OpenClNormalization,
        OpenClUpdate,
        OpenClFused,
        OpenClRest {
  private final DeviceKernels device;
  private final Kernels host;
  private final Offload offload;

  OpenClKernels(OpenCLDevice device, Kernels host, Offload offload) {
    this.device = new DeviceKernels(device);
    this.host = host;
    this.offload = offload;
  }

  @Override
  public DeviceKernels device() {
    return device;
  }

  @Override
  public Kernels host() {
    return host;
  }

  @Override
  public boolean worth(long work, long carried) {
    return offload.worth(work, carried);
  }

  /** Gives back what the kernels have on the device. */
  @Override
  public void close() {
    device.close();
  }
}
