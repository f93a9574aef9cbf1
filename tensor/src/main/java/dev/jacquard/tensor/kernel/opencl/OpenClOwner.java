package dev.jacquard.tensor.kernel.opencl;

import dev.jacquard.tensor.kernel.Kernels;

/** What each part of {@link OpenClKernels} works with. */
interface OpenClOwner {
  /** The kernels of the device. */
  DeviceKernels device();

  /** The kernels of the processor, for what is not worth the device. */
  Kernels host();

  /** Whether a call of so many operations, carrying so many elements, goes to the device. */
  boolean worth(long work, long carried);
}
