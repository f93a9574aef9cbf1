package dev.jacquard.bench;

import java.util.Collection;
import java.util.SortedSet;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures limits in the JVMs, and for as long, as everything else is measured. */
final class LimitRun {
  private LimitRun() {}

  /**
   * Measures limits on a number of threads, which are JMH's: together they are the limit.
   *
   * @param like the options of what they limit
   * @param families which limits
   */
  static Collection<RunResult> of(Options like, int threads, SortedSet<String> families)
      throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder().threads(threads).mode(Mode.Throughput);
    for (String family : families) {
      options.include("\\." + family + "Benchmark\\.");
    }
    if (like.getForkCount().hasValue()) {
      options.forks(like.getForkCount().get());
    }
    if (like.getWarmupIterations().hasValue()) {
      options.warmupIterations(like.getWarmupIterations().get());
    }
    if (like.getWarmupTime().hasValue()) {
      options.warmupTime(like.getWarmupTime().get());
    }
    if (like.getMeasurementIterations().hasValue()) {
      options.measurementIterations(like.getMeasurementIterations().get());
    }
    if (like.getMeasurementTime().hasValue()) {
      options.measurementTime(like.getMeasurementTime().get());
    }
    if (like.getJvm().hasValue()) {
      options.jvm(like.getJvm().get());
    }
    if (like.getJvmArgs().hasValue()) {
      options.jvmArgs(like.getJvmArgs().get().toArray(String[]::new));
    }
    if (like.getJvmArgsAppend().hasValue()) {
      options.jvmArgsAppend(like.getJvmArgsAppend().get().toArray(String[]::new));
    }
    if (like.getJvmArgsPrepend().hasValue()) {
      options.jvmArgsPrepend(like.getJvmArgsPrepend().get().toArray(String[]::new));
    }
    return new Runner(options.build()).run();
  }
}
