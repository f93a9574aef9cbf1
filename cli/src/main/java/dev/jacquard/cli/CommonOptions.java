package dev.jacquard.cli;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.OpenCl;
import dev.jacquard.tensor.kernel.Offload;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      order = 100,
      description =
          "What computes: auto, scalar, simd or opencl. Default: the system property "
              + Backend.PROPERTY
              + ", else auto.")
  String backend = "";

  @Option(
      names = "--device",
      paramLabel = "N",
      order = 101,
      description =
          "Which device --backend opencl takes, as info numbers them. Default: the system property "
              + OpenCl.PROPERTY
              + ", else the first GPU, other accelerator, or processor.")
  Optional<Integer> device = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      order = 102,
      description = "How many threads compute. Default: one for each processor.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--json",
      order = 103,
      description =
          "Print one JSON object on standard output, and nothing else there; eval and compare print"
              + " a line for each network before it.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 104,
      description = "Print this help.")
  boolean help;

  /**
   * What computes.
   *
   * @throws UsageException if there is no such backend or the number of threads is out of range
   * @throws UnsupportedOperationException if the backend cannot run here
   */
  Compute open() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new UsageException("--threads " + threads + ": expected 1 to " + MOST_THREADS);
    }
    return open(chosen());
  }

  /** What computes where little is computed, and once; see {@link Session#once}. */
  Compute openOnce() {
    Backend backend = chosen();
    return open(backend == Backend.AUTO ? Backend.SCALAR : backend);
  }

  private Compute open(Backend backend) {
    device.ifPresent(
        number -> {
          if (number < 0 || backend != Backend.OPENCL) {
            throw new UsageException(
                "--device " + number + ": expected 0 or more, and --backend opencl");
          }
        });
    return UsageException.ifIllegal(
        () ->
            device.isEmpty()
                ? Compute.open(backend, threads)
                : Compute.openDevice(device.get(), threads, Offload.WORTHWHILE));
  }

  private Backend chosen() {
    return UsageException.ifIllegal(
        () -> backend.isEmpty() ? Backend.configured() : Backend.parse(backend));
  }
}
