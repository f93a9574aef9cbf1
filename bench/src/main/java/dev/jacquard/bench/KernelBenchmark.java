package dev.jacquard.bench;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.kernel.Kernels;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Kernels as a {@link Compute} gives them, side by side. On one thread, which is the default, a
 * call goes straight to the kernel and allocates nothing. Each JVM sees one implementation only, as
 * an application does; a second one would spoil the profiles that C2 compiles from.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public abstract class KernelBenchmark extends PinnedScope {
  /** Which kernels. */
  @Param({"scalar", "simd"})
  public String backend = "";

  /** How many threads compute, the caller's included. */
  @Param("1")
  public int threads;

  /** What computes. */
  protected Compute compute;

  /** Its kernels. */
  protected Kernels kernels;

  /** Makes the kernels and starts the threads. */
  @Setup
  public void openKernels() {
    compute = Compute.open(Backend.parse(backend), threads);
    kernels = compute.kernels();
  }

  /** Ends the threads. */
  @TearDown
  public void closeKernels() {
    compute.close();
  }
}
