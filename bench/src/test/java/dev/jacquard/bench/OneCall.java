package dev.jacquard.bench;

import java.io.IOException;

/** Sets a benchmark up, calls it once, and tears it down, as JMH does, but on scalar kernels. */
final class OneCall {
  private OneCall() {}

  /** A call of a benchmark, and what is expected of its result. */
  interface Call {
    void run();
  }

  static void of(ComputeScope benchmark, Call call) throws IOException {
    benchmark.backend = "scalar";
    benchmark.threads = 2;
    benchmark.open();
    try {
      call.run();
    } finally {
      benchmark.close();
    }
  }
}
