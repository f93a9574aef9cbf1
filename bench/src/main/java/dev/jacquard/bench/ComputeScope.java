package dev.jacquard.bench;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import java.io.IOException;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Whole networks and hypernetworks as they are used: on a {@link Compute}. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public abstract class ComputeScope extends NetworkScope {
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

  /**
   * Makes what is computed on, where no operands of their own hold it; JMH would run set-ups of
   * subclasses in any order.
   *
   * @throws IOException if something that is read cannot be
   */
  protected void prepare() throws IOException {}

  /** Ends the threads. */
  @TearDown
  public void close() {
    compute.close();
  }
}
