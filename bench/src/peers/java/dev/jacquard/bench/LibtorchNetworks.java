package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** libtorch for whole networks, on as many threads as ours. */
@State(Scope.Thread)
public class LibtorchNetworks extends LibtorchTrial {
  /** How many threads compute, the caller's included. */
  @Param({"1", "2"})
  public int threads;

  @Override
  int threads() {
    return threads;
  }
}
