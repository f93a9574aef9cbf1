package dev.jacquard.cli;

import dev.jacquard.nn.train.Trainer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Keeps the losses of a training and tells, every few seconds, how far it is. A quick one is
 * silent.
 */
final class TrainingLog {
  private final PrintWriter progress;
  private final long total;
  private final int stepsPerEpoch;
  private final long start = System.nanoTime();
  private final List<Double> losses = new ArrayList<>();
  private final Pace telling = Pace.ofProgress();
  private boolean told;
  private long images;
  private double lossSum;
  private long correct;
  private long seen;

  TrainingLog(PrintWriter progress, long total, int stepsPerEpoch) {
    this.progress = progress;
    this.total = total;
    this.stepsPerEpoch = stepsPerEpoch;
  }

  void add(Trainer.Step step, int batch) {
    losses.add(step.loss());
    images += batch;
    seen += batch;
    lossSum += step.loss() * batch;
    correct += step.correct();
    if (telling.isDue() || (told && losses.size() == total)) {
      progress.println(line(seconds()));
      told = true;
      seen = 0;
      lossSum = 0;
      correct = 0;
    }
  }

  /** Loss and accuracy are those since the last line. */
  private String line(double now) {
    int done = losses.size();
    return String.format(
        Locale.ROOT,
        "epoch %d, step %,d of %,d: loss %.4f, top-1 %.1f %%, %.0f images/s, %.0f s left",
        (done - 1) / stepsPerEpoch + 1,
        done,
        total,
        lossSum / seen,
        100.0 * correct / seen,
        images / now,
        now / done * (total - done));
  }

  List<Double> losses() {
    return losses;
  }

  double lastLoss() {
    return losses.get(losses.size() - 1);
  }

  double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }
}
