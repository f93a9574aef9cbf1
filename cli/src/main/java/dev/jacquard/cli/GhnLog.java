package dev.jacquard.cli;

import dev.jacquard.hypernet.train.GhnRecipe;
import dev.jacquard.hypernet.train.GhnRun;
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
 * {@code log.jsonl}, where each run begins with what it is made by, and every {@value
 * #STEPS_A_LINE} steps and each validation have a line. It also knows when time is up, and when the
 * next checkpoint is due.
 */
final class GhnLog implements GhnRun.Listener {
  /** Steps that a line of the file sums up. */
  static final int STEPS_A_LINE = 20;

  private static final String STEP = "step";

  private final PrintWriter progress;
  private final Path file;
  private final GhnRecipe recipe;
  private final Optional<Double> budget;
  private final long start = System.nanoTime();
  private final Sums told = new Sums();
  private final Sums line = new Sums();
  private final Pace telling = Pace.ofProgress();
  private final Pace saving;
  private long made;
  private Optional<Double> lastLoss = Optional.empty();
  private Optional<Double> lastTop1 = Optional.empty();
  private Optional<Double> lastValidation = Optional.empty();

  /** Losses, right answers and lengths of gradients of some steps. */
  private static final class Sums {
    private double loss;
    private long losses;
    private long correct;
    private long answers;
    private double longest;

    void add(GhnTrainer.Step step, int images) {
      for (double each : step.losses()) {
        if (Double.isFinite(each)) {
          loss += each;
          losses++;
        }
      }
      step.correct().forEach(right -> correct += right);
      answers += (long) images * step.correct().size();
      longest = Math.max(longest, step.updated() ? step.gradientNorm() : 0);
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
      longest = 0;
    }
  }

  /**
   * Begins a log, or goes on with one: lines about steps that will be made again are taken out.
   *
   * @param first the step with which the training goes on
   * @param saving seconds between checkpoints
   * @param provenance of this run
   */
  GhnLog(
      PrintWriter progress,
      Path folder,
      long first,
      GhnRecipe recipe,
      Optional<Double> budget,
      double saving,
      Map<String, Object> provenance)
      throws IOException {
    this.progress = progress;
    this.file = folder.resolve("log.jsonl");
    this.recipe = recipe;
    this.budget = budget;
    this.saving = new Pace(saving);
    Map<String, Object> begin = new LinkedHashMap<>();
    begin.put("begin", first);
    begin.put("seed", recipe.seed());
    begin.put("recipe", recipe.toString());
    begin.putAll(provenance);
    String text = String.join("", kept(first)) + Json.line(begin);
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> kept(long first) throws IOException {
    List<String> kept = new ArrayList<>();
    if (first > 0 && Files.exists(file)) {
      for (String text : Files.readAllLines(file)) {
        if (isBefore(text, first)) {
          kept.add(text + "\n");
        }
      }
    }
    return kept;
  }

  /** Whether a line is about what came before a step. The last one may be half written. */
  private static boolean isBefore(String text, long first) {
    try {
      return Json.parse(text) instanceof Map<?, ?> map
          && (map.get(STEP) instanceof Long step ? step <= first : map.containsKey("begin"));
    } catch (TensorFileException e) {
      return false;
    }
  }

  @Override
  public void step(GhnTrainer.Step step) throws IOException {
    made++;
    told.add(step, recipe.images().batch());
    line.add(step, recipe.images().batch());
    if ((step.step() + 1) % STEPS_A_LINE == 0) {
      write(step.step() + 1);
    }
    if (telling.isDue()) {
      progress.println(text(step.step() + 1));
      told.clear();
    }
  }

  private void write(long steps) throws IOException {
    lastLoss = Optional.of(line.meanLoss()).filter(Double::isFinite);
    lastTop1 = Optional.of(line.top1());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(STEP, steps);
    lastLoss.ifPresent(loss -> json.put("loss", loss));
    lastTop1.ifPresent(top1 -> json.put("top1", top1));
    json.put("largestGradientNorm", line.longest);
    json.put("networksPerSecond", networksPerSecond());
    json.put("imagesPerSecond", networksPerSecond() * recipe.images().batch());
    json.put("secondsLeft", secondsLeft(steps));
    json.put("secondsOfThisRun", seconds());
    append(json);
    line.clear();
  }

  @Override
  public void validation(long steps, double accuracy, boolean best) throws IOException {
    lastValidation = Optional.of(accuracy);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(STEP, steps);
    json.put("validation", accuracy);
    json.put("best", best);
    append(json);
    progress.printf(
        Locale.ROOT,
        "step %,d: %.2f %% right on unseen networks and images%s%n",
        steps,
        100 * accuracy,
        best ? ", the most so far" : "");
  }

  private void append(Map<String, Object> json) throws IOException {
    Files.writeString(file, Json.line(json), StandardOpenOption.APPEND);
  }

  private String text(long step) {
    return String.format(
        Locale.ROOT,
        "step %,d%s: loss %.4f, top-1 %.1f %%, %.1f networks/s, %.0f images/s, %.0f s left",
        step,
        budget.isPresent() ? "" : String.format(Locale.ROOT, " of %,d", recipe.steps()),
        told.meanLoss(),
        100 * told.top1(),
        networksPerSecond(),
        networksPerSecond() * recipe.images().batch(),
        secondsLeft(step));
  }

  private double networksPerSecond() {
    return made * recipe.networks().metaBatch() / seconds();
  }

  private double secondsLeft(long step) {
    return budget
        .map(all -> all - seconds())
        .orElseGet(() -> seconds() / made * (recipe.steps() - step));
  }

  boolean timeIsUp() {
    return budget.isPresent() && seconds() >= budget.get();
  }

  @Override
  public boolean checkpointIsDue() {
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

  /** The share of right answers of the last validation of this run. */
  Optional<Double> lastValidation() {
    return lastValidation;
  }
}
