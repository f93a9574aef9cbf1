package dev.jacquard.tensor.kernel.parallel;

import dev.jacquard.tensor.kernel.Kernels;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of {@link ParallelKernels}, the caller's among them, each with kernels (and their
 * scratch) of its own. Tasks are numbered; which thread runs which is open, and must not matter.
 */
final class Workers implements AutoCloseable {
  /** What all threads work on together. */
  private static final class Job {
    final ParallelKernels.Task task;
    final int tasks;
    final AtomicInteger next = new AtomicInteger();
    final AtomicInteger unfinished;
    volatile @Nullable Throwable failure;

    Job(int tasks, ParallelKernels.Task task) {
      this.task = task;
      this.tasks = tasks;
      this.unfinished = new AtomicInteger(tasks);
    }
  }

  /**
   * Nanoseconds for which a thread looks for what it waits for before it sleeps: calls follow each
   * other closely, and waking takes as long as a small one.
   */
  private static final long LOOKING = 50_000;

  private final Kernels[] kernels;
  private final Thread[] helpers;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final Object monitor = new Object();

  // Written under the monitor.
  private volatile @Nullable Job job;
  private volatile boolean closed;

  Workers(int threads, Supplier<? extends Kernels> kernels) {
    this.kernels = new Kernels[threads];
    for (int i = 0; i < threads; i++) {
      this.kernels[i] = kernels.get();
    }
    this.helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      Kernels own = this.kernels[i + 1];
      helpers[i] = new Thread(() -> help(own), "jacquard-worker-" + (i + 1));
      helpers[i].setDaemon(true);
      helpers[i].start();
    }
  }

  int threads() {
    return kernels.length;
  }

  /** The caller's kernels, for work that is too small to share. */
  Kernels own() {
    return kernels[0];
  }

  /**
   * Runs task 0 to tasks - 1 and returns when all are done. What a task throws is thrown here; the
   * tasks not yet begun are then left out.
   *
   * @throws IllegalStateException if another thread is computing at this moment
   */
  void run(int tasks, ParallelKernels.Task task) {
    if (closed) {
      throw new IllegalStateException("this Compute is closed");
    }
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "this Compute is working already; a second thread needs a Compute of its own");
    }
    try {
      share(new Job(tasks, task));
    } finally {
      busy.set(false);
    }
  }

  private void share(Job shared) {
    synchronized (monitor) {
      job = shared;
      monitor.notifyAll();
    }
    work(shared, own());
    long until = System.nanoTime() + LOOKING;
    while (shared.unfinished.get() > 0 && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    synchronized (monitor) {
      while (shared.unfinished.get() > 0) {
        try {
          monitor.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      job = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = shared.failure;
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  private void help(Kernels own) {
    for (Job next = next(); next != null; next = next()) {
      work(next, own);
    }
  }

  /** The next job that has tasks left; null when there will be none. */
  private @Nullable Job next() {
    long until = System.nanoTime() + LOOKING;
    while (!closed && System.nanoTime() < until) {
      Job current = job;
      if (hasTasks(current)) {
        return current;
      }
      Thread.onSpinWait();
    }
    synchronized (monitor) {
      while (!closed && !hasTasks(job)) {
        try {
          monitor.wait();
        } catch (InterruptedException e) {
          return null; // Only a stranger interrupts a worker; the caller does the work alone then.
        }
      }
      return closed ? null : job;
    }
  }

  private static boolean hasTasks(@Nullable Job job) {
    return job != null && job.next.get() < job.tasks;
  }

  private void work(Job shared, Kernels own) {
    for (int i = shared.next.getAndIncrement();
        i < shared.tasks;
        i = shared.next.getAndIncrement()) {
      try {
        if (shared.failure == null) {
          shared.task.run(i, own);
        }
      } catch (RuntimeException | Error e) {
        shared.failure = e;
      } finally {
        if (shared.unfinished.decrementAndGet() == 0) {
          synchronized (monitor) {
            monitor.notifyAll();
          }
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      monitor.notifyAll();
    }
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
