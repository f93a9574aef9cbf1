package dev.jacquard.cli;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
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
      names = "--threads",
      paramLabel = "N",
      order = 101,
      description = "How many threads compute. Default: one for each processor.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--json",
      order = 102,
      description =
          "Print one JSON object on standard output, and nothing else there; eval and compare print"
              + " a line for each network before it.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 103,
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
    return Compute.open(chosen(), threads);
  }

  /** What computes where little is computed, and once; see {@link Session#once}. */
  Compute openOnce() {
    Backend backend = chosen();
    return Compute.open(backend == Backend.AUTO ? Backend.SCALAR : backend, threads);
  }

  private Backend chosen() {
    return UsageException.ifIllegal(
        () -> backend.isEmpty() ? Backend.configured() : Backend.parse(backend));
  }
}
