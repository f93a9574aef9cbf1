package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.ScalarKernels;
import dev.jacquard.tensor.kernel.simd.SimdKernels;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Kernels by themselves, side by side: no threads, no allocation. Each JVM sees one implementation
 * only, as an application does; a second one would spoil the profiles that C2 compiles from.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public abstract class KernelBenchmark extends PinnedScope {
  /** Which kernels. */
  @Param({"scalar", "simd"})
  public String backend = "";

  /** The kernels that are measured. */
  protected Kernels kernels;

  /** Makes the kernels. */
  @Setup
  public void makeKernels() {
    kernels =
        switch (backend) {
          case "scalar" -> new ScalarKernels();
          case "simd" -> new SimdKernels();
          default ->
              throw new IllegalArgumentException(
                  "backend '" + backend + "': expected scalar or simd");
        };
  }
}
