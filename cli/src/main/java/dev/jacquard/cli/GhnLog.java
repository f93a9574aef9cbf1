package dev.jacquard.cli;

import dev.jacquard.hypernet.train.GhnRecipe;
import dev.jacquard.hypernet.train.GhnTrainer;
import dev.jacquard.tensor.io.AtomicFile;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells how a training of a hypernetwork goes: on standard error every few seconds, and in the file
 * {@code log.jsonl} every {@value #STEPS_A_LINE} steps. It also knows when time is up, and when the
 * next checkpoint is due.
 */
final class GhnLog {
  /** Steps that a line of the file sums up. */
  static final int STEPS_A_LINE = 20;

  private static final double SAVING = 30;

  private final PrintWriter progress;
  private final Path file;
  private final GhnRecipe recipe;
  private final Optional<Double> budget;
  private final long first;
  private final long start = System.nanoTime();
  private final Sums told = new Sums();
  private final Sums line = new Sums();
  private final Pace telling = Pace.ofProgress();
  private final Pace saving = new Pace(SAVING);
  private long made;
  private Optional<Double> lastLoss = Optional.empty();
  private Optional<Double> lastTop1 = Optional.empty();

  /** Losses and right answers of some steps. */
  private static final class Sums {
    private double loss;
    private long losses;
    private long correct;
    private long answers;

    void add(GhnTrainer.Step step, int images) {
      for (double each : step.losses()) {
        if (Double.isFinite(each)) {
          loss += each;
          losses++;
        }
      }
      step.correct().forEach(right -> correct += right);
      answers += (long) images * step.correct().size();
    }

    double meanLoss() {
      return loss / losses;
    }

    double top1() {
      return (double) correct / answers;
    }

    void clear() {
      loss = 0;
      losses = 0;
      correct = 0;
      answers = 0;
    }
  }

  /**
   * Begins a log, or goes on with one: lines about steps that will be made again are taken out.
   *
   * @param first the step with which the training goes on
   */
  GhnLog(PrintWriter progress, Path folder, long first, GhnRecipe recipe, Optional<Double> budget)
      throws IOException {
    this.progress = progress;
    this.file = folder.resolve("log.jsonl");
    this.recipe = recipe;
    this.budget = budget;
    this.first = first;
    byte[] kept = String.join("", kept()).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(kept));
  }

  private List<String> kept() throws IOException {
    List<String> kept = new ArrayList<>();
    if (first > 0 && Files.exists(file)) {
      for (String text : Files.readAllLines(file)) {
        if (Json.parse(text) instanceof Map<?, ?> map
            && map.get("step") instanceof Long step
            && step <= first) {
          kept.add(text + "\n");
        }
      }
    }
    return kept;
  }

  void add(GhnTrainer.Step step, int images) throws IOException {
    made++;
    told.add(step, images);
    line.add(step, images);
    if ((step.step() + 1) % STEPS_A_LINE == 0) {
      write(step.step() + 1);
    }
    if (telling.isDue()) {
      progress.println(text(step.step() + 1, seconds()));
      told.clear();
    }
  }

  private void write(long steps) throws IOException {
    lastLoss = Optional.of(line.meanLoss()).filter(Double::isFinite);
    lastTop1 = Optional.of(line.top1());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", steps);
    lastLoss.ifPresent(loss -> json.put("loss", loss));
    lastTop1.ifPresent(top1 -> json.put("top1", top1));
    json.put("secondsOfThisRun", seconds());
    Files.writeString(file, oneLine(json), StandardOpenOption.APPEND);
    line.clear();
  }

  private static String oneLine(Map<String, Object> json) throws TensorFileException {
    return Json.format(json).strip().replaceAll("\\s*\n\\s*", " ") + "\n";
  }

  private String text(long step, double now) {
    return String.format(
        Locale.ROOT,
        "step %,d%s: loss %.4f, top-1 %.1f %%, %.1f networks/s, %.0f images/s, %.0f s left",
        step,
        budget.isPresent() ? "" : String.format(Locale.ROOT, " of %,d", recipe.steps()),
        told.meanLoss(),
        100 * told.top1(),
        made * recipe.metaBatch() / now,
        (double) made * recipe.metaBatch() * recipe.batch() / now,
        budget.map(all -> all - now).orElse(now / made * (recipe.steps() - step)));
  }

  boolean timeIsUp() {
    return budget.isPresent() && seconds() >= budget.get();
  }

  /** Whether the last checkpoint is old; if so, one is made now. */
  boolean checkpointIsDue() {
    return saving.isDue();
  }

  double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }

  /** The mean loss of the last line in the file. */
  Optional<Double> lastLoss() {
    return lastLoss;
  }

  /** The share of right answers of the last line in the file. */
  Optional<Double> lastTop1() {
    return lastTop1;
  }
}
