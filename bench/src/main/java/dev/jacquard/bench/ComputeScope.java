package dev.jacquard.bench;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole networks and hypernetworks as they are used: on a {@link Compute}, in milliseconds a call.
 * They call many kernels in many shapes, which takes C2 longer to get to than one kernel. A call
 * that takes longer than an iteration is made once in it. Counters, such as {@link Images}, are
 * then milliseconds for one; with {@code -bm thrpt} they are rates.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
public abstract class ComputeScope extends PinnedScope {
  /** Which kernels. */
  @Param("simd")
  public String backend = "";

  /** How many threads compute, the caller's included. */
  @Param({"1", "2"})
  public int threads;

  /** What computes. */
  protected Compute compute;

  /**
   * Starts the threads, then prepares the operands.
   *
   * @throws IOException if something that is read cannot be
   */
  @Setup
  public void open() throws IOException {
    compute = Compute.open(Backend.parse(backend), threads);
    prepare();
  }

  /** Makes what is computed on; JMH would run set-ups of subclasses in any order. */
  protected abstract void prepare() throws IOException;

  /** Ends the threads. */
  @TearDown
  public void close() {
    compute.close();
  }
}
