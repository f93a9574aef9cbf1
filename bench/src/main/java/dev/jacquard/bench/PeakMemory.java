package dev.jacquard.bench;

import dev.jacquard.bench.report.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A profiler that reports the most memory that a fork has had in use at once, on and off its heap,
 * as Linux counts it (VmHWM), less that of a JVM with the same options that does nothing. By its
 * name: {@code -prof dev.jacquard.bench.PeakMemory}.
 */
public final class PeakMemory implements InternalProfiler {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final double KIB_PER_MIB = 1024;

  private long empty = -1;

  /** A profiler; JMH makes one for each fork. */
  public PeakMemory() {}

  @Override
  public String getDescription() {
    return "Peak resident memory of the fork less that of an empty JVM";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (empty < 0) {
      empty = ofEmptyJvm(benchmark);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double mebibytes = (ofThisJvm() - empty) / KIB_PER_MIB;
    return List.of(new ScalarResult(Measurement.PEAK, mebibytes, "MiB", AggregationPolicy.MAX));
  }

  private static long ofEmptyJvm(BenchmarkParams benchmark) {
    List<String> command = new ArrayList<>();
    command.add(benchmark.getJvm());
    command.addAll(benchmark.getJvmArgs());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path", ""), PeakMemory.class.getName()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Long.parseLong(printed.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofThisJvm() {
    try {
      return peak(Files.readAllLines(STATUS));
    } catch (IOException e) {
      throw new UncheckedIOException("peak memory is known on Linux only", e);
    }
  }

  /**
   * The peak in KiB.
   *
   * @param status lines of a process's {@code status}
   * @throws IllegalArgumentException if they do not tell
   */
  static long peak(List<String> status) {
    for (String line : status) {
      if (line.startsWith(PEAK)) {
        return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip());
      }
    }
    throw new IllegalArgumentException("process status without " + PEAK);
  }

  /** The empty JVM: prints its own peak in KiB. */
  public static void main(String[] args) {
    System.out.println(ofThisJvm());
  }
}
