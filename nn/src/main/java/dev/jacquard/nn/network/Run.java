package dev.jacquard.nn.network;

import dev.jacquard.tensor.RandomStream;
import java.util.Optional;

/**
 * What a run of a network needs beside parameters and images: which statistics batch norms use,
 * where new ones go, and whether layers drop values. A network remembers none of it.
 */
public final class Run {
  /** Which statistics a batch norm uses, and what becomes of those of the batch. */
  enum Statistics {
    /** The running ones. */
    RUNNING,
    /** The batch's; they are forgotten. */
    BATCH,
    /** The batch's; they are blended into the running ones by momentum. */
    BLENDED,
    /** The batch's; they go into the running ones with equal weights. */
    AVERAGED
  }

  private final Statistics statistics;
  private final Optional<RunningStatistics> running;
  private final Optional<RandomStream> dropping;

  private Run(
      Statistics statistics, Optional<RunningStatistics> running, Optional<RandomStream> dropping) {
    this.statistics = statistics;
    this.running = running;
    this.dropping = dropping;
  }

  /** Evaluation with running statistics; nothing is dropped. */
  public static Run evaluation(RunningStatistics running) {
    return new Run(Statistics.RUNNING, Optional.of(running), Optional.empty());
  }

  /**
   * Evaluation with the statistics of each batch, for parameters that came without running ones;
   * nothing is dropped and nothing is kept.
   */
  public static Run batchStatistics() {
    return new Run(Statistics.BATCH, Optional.empty(), Optional.empty());
  }

  /**
   * Training: the statistics of each batch, blended into the running ones with each batch norm's
   * momentum; layers drop values.
   *
   * @param running changed by the run
   * @param dropping decides what is dropped; one of its own for every step and network
   */
  public static Run training(RunningStatistics running, RandomStream dropping) {
    return new Run(Statistics.BLENDED, Optional.of(running), Optional.of(dropping));
  }

  /** Training without running statistics, as that of hypernetworks; layers drop values. */
  public static Run training(RandomStream dropping) {
    return new Run(Statistics.BATCH, Optional.empty(), Optional.of(dropping));
  }

  /**
   * Re-estimation of running statistics, for parameters that came without: the mean of the batches'
   * means and unbiased variances; nothing is dropped.
   *
   * @param fresh {@link RunningStatistics#initial} at the first batch; changed by the run
   */
  public static Run reestimation(RunningStatistics fresh) {
    return new Run(Statistics.AVERAGED, Optional.of(fresh), Optional.empty());
  }

  Statistics statistics() {
    return statistics;
  }

  Optional<RunningStatistics> running() {
    return running;
  }

  Optional<RandomStream> dropping() {
    return dropping;
  }
}
