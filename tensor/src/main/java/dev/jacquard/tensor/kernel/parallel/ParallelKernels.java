package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.CloseableKernels;
import dev.jacquard.tensor.kernel.Kernels;
import java.util.function.Supplier;

/**
 * Kernels that cut each call along an axis it offers for splitting and run the pieces on threads,
 * the caller's among them. Results do not depend on the number of threads.
 *
 * <p>Serves one thread at a time; a second one that computes at the same moment gets an {@link
 * IllegalStateException}.
 */
public final class ParallelKernels
    implements CloseableKernels,
        ParallelMatrix,
        ParallelConvolution,
        ParallelPooling,
        ParallelPointwise,
        ParallelReduction,
        ParallelNormalization,
        ParallelRecurrent,
        ParallelMovement,
        ParallelUpdate {
  /** One of several tasks that do not need each other. */
  public interface Task {
    /**
     * Runs it.
     *
     * @param index its number
     * @param own kernels of the thread that it runs on
     */
    void run(int index, Kernels own);
  }

  private final Workers workers;
  private final Split split;

  /**
   * Starts the threads.
   *
   * @param threads how many work, the caller's included: with 1, none is started
   * @param kernels makes the kernels of each thread, which own scratch
   */
  public ParallelKernels(int threads, Supplier<? extends Kernels> kernels) {
    this.workers = new Workers(threads, kernels);
    this.split = new Split(workers);
  }

  /** The number of threads that work, the caller's included. */
  public int threads() {
    return workers.threads();
  }

  /**
   * Runs tasks 0 to tasks - 1 and returns when all are done: as many at a time as there are
   * threads, which thread takes which being open. What a task throws is thrown here; the tasks not
   * yet begun are then left out.
   */
  public void runEach(int tasks, Task task) {
    workers.run(tasks, task);
  }

  @Override
  public Split split() {
    return split;
  }

  /** Ends the threads. Closing twice does nothing. */
  @Override
  public void close() {
    workers.close();
  }
}
