package dev.jacquard.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks in rounds: in each of them, all benchmarks have one fork. JMH would run all forks
 * of a benchmark one after the other, and its peer's much later; on a machine whose speed changes
 * by the minute, one of the two would have the bad luck.
 */
final class Rounds {
  private Rounds() {}

  /** As many rounds as forks are asked for, and their results put together. */
  static List<RunResult> run(Options options) throws RunnerException {
    int forks = options.getForkCount().orElse(PinnedScope.FORKS);
    Options one = new OptionsBuilder().parent(options).forks(Math.min(1, forks)).build();
    Map<String, RunResult> results = new LinkedHashMap<>();
    for (int round = 0; round < Math.max(1, forks); round++) {
      for (RunResult result : new Runner(one).run()) {
        results.merge(result.getParams().id(), result, Rounds::together);
      }
    }
    return new ArrayList<>(results.values());
  }

  private static RunResult together(RunResult before, RunResult more) {
    List<BenchmarkResult> forked = new ArrayList<>(before.getBenchmarkResults());
    forked.addAll(more.getBenchmarkResults());
    return new RunResult(before.getParams(), forked);
  }
}
