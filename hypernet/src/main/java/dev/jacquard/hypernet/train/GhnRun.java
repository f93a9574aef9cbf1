package dev.jacquard.hypernet.train;

import dev.jacquard.tensor.Compute;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A training from where it is to its end, with validation and checkpoints in a folder. Whenever it
 * is broken off, however hard, only what came after the last checkpoint is lost, and made again to
 * the same bits.
 */
public final class GhnRun {
  private final GhnTraining training;
  private final GhnFolder folder;
  private Optional<GhnValidation> validation = Optional.empty();
  private long validateEvery = 1;
  private long kept = -1;

  /** Is told how a training goes. */
  public interface Listener {
    /** A step has been made. */
    void step(GhnTrainer.Step step) throws IOException;

    /**
     * The hypernetwork has been validated.
     *
     * @param steps that were made before
     * @param accuracy mean over the networks, a share
     * @param best whether it is the best so far
     */
    void validation(long steps, double accuracy, boolean best) throws IOException;

    /** Whether the last checkpoint is old enough for another; if so, one is made now. */
    boolean checkpointIsDue();
  }

  /**
   * Prepares a run without validation.
   *
   * @param training where it is
   * @param folder that is there
   */
  public GhnRun(GhnTraining training, GhnFolder folder) {
    this.training = training;
    this.folder = folder;
  }

  /** The same with a validation after every so many steps, and at the end. */
  public GhnRun validating(GhnValidation after, long steps) {
    Expect.that(steps >= 1, "steps between validations", "1 or more", steps);
    validation = Optional.of(after);
    validateEvery = steps;
    return this;
  }

  /**
   * Makes all steps that are left, or as many as there is time for. A checkpoint stands at the
   * beginning and at the end, whatever ends it.
   *
   * @param timeIsUp asked after each step
   * @throws TrainingDivergedException if too many steps change nothing
   * @throws CancellationException if the thread is interrupted
   * @throws IOException if a checkpoint cannot be written, or the listener throws it
   */
  public void run(Compute compute, BooleanSupplier timeIsUp, Listener listener) throws IOException {
    checkInterrupt();
    keep();
    try {
      while (!training.done() && !timeIsUp.getAsBoolean()) {
        listener.step(training.next(compute));
        if (training.steps() % validateEvery == 0 || training.done()) {
          validate(compute, listener);
        }
        checkInterrupt();
        if (listener.checkpointIsDue()) {
          keep();
        }
      }
    } finally {
      if (kept < training.steps()) {
        // An interrupt would close the file that is being written.
        boolean interrupted = Thread.interrupted();
        keep();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training: interrupted after step " + training.steps());
    }
  }

  private void keep() throws IOException {
    folder.keep(training.checkpoint());
    kept = training.steps();
  }

  private void validate(Compute compute, Listener listener) throws IOException {
    if (validation.isPresent()) {
      double accuracy = validation.get().accuracy(training.ghn(), compute);
      boolean best = training.validated(accuracy);
      if (best) {
        folder.keepBest(training.checkpoint());
      }
      listener.validation(training.steps(), accuracy, best);
    }
  }
}
