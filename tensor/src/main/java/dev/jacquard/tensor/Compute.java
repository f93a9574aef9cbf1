package dev.jacquard.tensor;

import dev.jacquard.tensor.kernel.CloseableKernels;
import dev.jacquard.tensor.kernel.Kernels;
import dev.jacquard.tensor.kernel.Offload;
import dev.jacquard.tensor.kernel.OpenClDevice;
import dev.jacquard.tensor.kernel.ScalarKernels;
import dev.jacquard.tensor.kernel.parallel.ParallelKernels;
import dev.jacquard.tensor.kernel.simd.SimdKernels;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What computing costs, in one closeable thing: the chosen kernels, the threads they are spread
 * over, their packing scratch, and a pool of buffers. Whoever needs results makes one, hands it
 * down, and closes it; nothing else owns a thread or a buffer, and two of them, also with different
 * backends, do not touch each other.
 *
 * <p>Results do not depend on the number of threads. A Compute serves one thread at a time; a
 * second thread that computes wants one of its own.
 */
public final class Compute implements AutoCloseable {
  /** One of several tasks that do not need each other. */
  public interface Task {
    /**
     * Runs it.
     *
     * @param index its number
     * @param own what it computes with, on the thread that it runs on; not to be closed or kept
     */
    void run(int index, Compute own);
  }

  private final Choice choice;
  private final ParallelKernels processor;
  private final CloseableKernels kernels;
  private final TensorPool pool;

  private Compute(Choice choice, int threads, TensorPool pool) {
    this.choice = choice;
    this.pool = pool;
    this.processor = new ParallelKernels(threads, choice.kernels());
    this.kernels = inFrontOf(processor, choice);
  }

  private static CloseableKernels inFrontOf(ParallelKernels processor, Choice choice) {
    try {
      return choice.front().apply(processor);
    } catch (RuntimeException | Error e) {
      processor.close();
      throw e;
    }
  }

  /**
   * The backend that the system property {@value Backend#PROPERTY} names (else {@link
   * Backend#AUTO}), on every processor. The device of {@link Backend#OPENCL} is the one that
   * {@value OpenCl#PROPERTY} numbers, else the best.
   */
  public static Compute open() {
    return open(Backend.configured(), Runtime.getRuntime().availableProcessors());
  }

  /**
   * A backend on a number of threads, the caller's included: with 1, no thread is made.
   *
   * @throws IllegalArgumentException if there is not at least one thread
   * @throws UnsupportedOperationException if the backend was asked for by name and cannot run here;
   *     the message says why. {@link Backend#AUTO} never fails.
   */
  public static Compute open(Backend backend, int threads) {
    return open(backend, threads, new TensorPool());
  }

  /** As {@link #open(Backend, int)}, with a pool of the caller's choice. */
  public static Compute open(Backend backend, int threads, TensorPool pool) {
    requireThread(threads);
    return new Compute(choose(backend), threads, pool);
  }

  /**
   * {@link Backend#OPENCL} on a device of the caller's choice.
   *
   * @param device a number of {@link OpenCl#devices()}, or -1 for the best
   * @param threads of the processor, which does what is not worth the device
   * @param offload what goes to the device
   * @throws IllegalArgumentException if there is no such device, or not at least one thread
   * @throws UnsupportedOperationException if OpenCL cannot run here; the message says why
   */
  public static Compute openDevice(int device, int threads, Offload offload) {
    requireThread(threads);
    return new Compute(onDevice(device, offload), threads, new TensorPool());
  }

  private static void requireThread(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: " + threads + ", expected 1 or more");
    }
  }

  private static Choice choose(Backend backend) {
    return switch (backend) {
      case SCALAR -> new Choice(Backend.SCALAR, "asked for", ScalarKernels::new);
      case SIMD -> {
        Optional<String> obstacle = Backend.simdObstacle();
        if (obstacle.isPresent()) {
          throw new UnsupportedOperationException("backend simd: " + obstacle.get());
        }
        yield Simd.choice("asked for");
      }
      case OPENCL -> onDevice(OpenCl.configured(), Offload.WORTHWHILE);
      case AUTO -> onProcessor();
    };
  }

  private static Choice onProcessor() {
    Optional<String> obstacle = Backend.simdObstacle();
    return obstacle.isEmpty()
        ? Simd.choice("vector module and C2 present")
        : new Choice(Backend.SCALAR, obstacle.get(), ScalarKernels::new);
  }

  private static Choice onDevice(int number, Offload offload) {
    OpenClDevice device = OpenCl.find().choose(number);
    Choice processor = onProcessor();
    return new Choice(
        Backend.OPENCL,
        (number < 0 ? "the best device, " : "as asked for, device ")
            + device
            + "; small work on "
            + processor.backend(),
        processor.kernels(),
        host -> OpenCl.kernels(device, host, offload));
  }

  /** The chosen backend: never {@link Backend#AUTO}. */
  public Backend backend() {
    return choice.backend();
  }

  /** Why this backend was chosen, in half a line. */
  public String reason() {
    return choice.reason();
  }

  /** The number of threads that work, the caller's included. */
  public int threads() {
    return processor.threads();
  }

  /** The kernels, spread over the threads. */
  public Kernels kernels() {
    return kernels;
  }

  /** The buffers. */
  public TensorPool pool() {
    return pool;
  }

  /**
   * Runs tasks 0 to tasks - 1 and returns when all are done. With several, each takes one thread,
   * as many at a time as there are threads, and computes with a Compute of its own over this one's
   * pool: large tasks gain more from that than from sharing out each call. What a task throws is
   * thrown here; the tasks not yet begun are then left out. A device takes one task after the
   * other.
   */
  public void runEach(int tasks, Task task) {
    if (tasks == 1 || threads() == 1 || backend() == Backend.OPENCL) {
      for (int i = 0; i < tasks; i++) {
        task.run(i, this);
      }
    } else {
      processor.runEach(tasks, (i, own) -> task.run(i, onThisThread(own)));
    }
  }

  /**
   * Begins work that needs no kernels, such as loading the next images, on a thread beside the
   * caller's. With one thread, no other is made: the work is done when its result is asked for.
   *
   * @param work done once; must not touch what its caller changes meanwhile
   * @return gives the result, once, when it is there, or throws what the work threw; a {@link
   *     CancellationException} if the thread that waits is interrupted
   */
  public <T> Supplier<T> beside(Supplier<T> work) {
    if (threads() == 1) {
      return work;
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(task, "jacquard-beside");
    thread.setDaemon(true);
    thread.start();
    return () -> result(task);
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw (Error) e.getCause();
    }
  }

  private Compute onThisThread(Kernels own) {
    return new Compute(new Choice(backend(), reason(), () -> own), 1, pool);
  }

  /** Ends the threads, and gives back what is on a device. Closing twice does nothing. */
  @Override
  public void close() {
    kernels.close();
    processor.close();
  }

  /** The backend and its reason: {@code simd (vector module and C2 present), 2 threads}. */
  @Override
  public String toString() {
    return backend()
        + " ("
        + reason()
        + "), "
        + threads()
        + (threads() == 1 ? " thread" : " threads");
  }

  /**
   * A backend, why it was chosen, what makes the processor's kernels, one instance a thread, and
   * what is put before them.
   */
  private record Choice(
      Backend backend,
      String reason,
      Supplier<Kernels> kernels,
      Function<ParallelKernels, CloseableKernels> front) {
    Choice(Backend backend, String reason, Supplier<Kernels> kernels) {
      this(backend, reason, kernels, processor -> processor);
    }
  }

  /** Alone in touching the class that uses vectors, so that it is loaded on this branch only. */
  private static final class Simd {
    static Choice choice(String reason) {
      return new Choice(Backend.SIMD, reason, SimdKernels::new);
    }
  }
}
