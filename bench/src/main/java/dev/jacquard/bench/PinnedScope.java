package dev.jacquard.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How everything is measured: in three JVMs of its own with the Vector API, each with three seconds
 * of warm-up and five of measurement, on one thread. They collect garbage as the command {@code
 * jacquard} does, serially: large arrays come from a pool, and other collectors let twice the
 * memory fill up before they look. JMH hands these annotations down.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = PinnedScope.FORKS,
    jvmArgsPrepend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
public abstract class PinnedScope {
  /** How many JVMs measure a benchmark, one after the other. */
  static final int FORKS = 3;
}
