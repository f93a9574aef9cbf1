package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** libtorch for kernels, on one thread unless the command line says otherwise. */
@State(Scope.Thread)
public class LibtorchKernels extends LibtorchTrial {
  /** How many threads compute, the caller's included. */
  @Param("1")
  public int threads;

  @Override
  int threads() {
    return threads;
  }
}
