package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnInitialization;
import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchSequence;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.Optimizer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The training of a hypernetwork by a recipe, a step at a time: networks are sampled from the split
 * {@code train}, images come from a loader, shuffled each epoch. It can be broken off after any
 * step and go on from a checkpoint, to the same bits.
 *
 * <p>Networks and images of the next step are made ready beside the computation, where there is a
 * thread for it.
 */
public final class GhnTraining {
  /** The share of an epoch's steps that may change nothing. */
  private static final double MOST_SKIPPED = 0.02;

  private final GhnRecipe recipe;

  private final BatchSequence batches;
  private final Ghn ghn;
  private final Optimizer optimizer;
  private final GhnTrainer trainer;
  private GhnProgress progress = GhnProgress.NONE;

  /** What the next step needs, if somebody is making it ready. */
  private @Nullable Supplier<Ready> ahead;

  /** Networks and images of a step, and which step and batch they are. */
  private record Ready(long step, long number, MetaBatch networks, Batch images) {}

  /**
   * Begins a training.
   *
   * @param images to train on; of the recipe's size
   */
  public GhnTraining(GhnRecipe recipe, BatchLoader images) {
    this(recipe, images, GhnInitialization.begin(recipe.config(), initial(recipe)));
  }

  /**
   * Begins a training with a hypernetwork that is there already.
   *
   * @param images to train on; of the recipe's size
   * @param ghn of the recipe's configuration; changed by the training
   * @throws IllegalArgumentException if it has another configuration
   */
  public GhnTraining(GhnRecipe recipe, BatchLoader images, Ghn ghn) {
    if (!ghn.config().equals(recipe.config())) {
      throw new IllegalArgumentException(
          "hypernetwork to begin with: expected " + recipe.config() + ", got " + ghn.config());
    }
    OptimizationRecipe optimization = recipe.optimization();
    RandomStream stream = RandomStream.of(recipe.seed());
    this.recipe = recipe;
    this.batches =
        new BatchSequence(images, recipe.images().batch(), recipe.images().augmentation(), stream);
    this.ghn = ghn;
    this.optimizer = Adam.of(optimization.weightDecay());
    this.trainer =
        new GhnTrainer(
            ghn,
            optimizer,
            optimization.schedule(recipe.steps()),
            optimization.longest(),
            optimization.labelSmoothing(),
            stream.split("steps"));
  }

  private static RandomStream initial(GhnRecipe recipe) {
    return RandomStream.of(recipe.seed()).split("init");
  }

  /**
   * Goes on where a checkpoint was made.
   *
   * @throws IllegalArgumentException if the checkpoint is of another recipe; the message names what
   *     differs
   */
  public static GhnTraining resume(GhnRecipe recipe, BatchLoader images, GhnCheckpoint checkpoint) {
    Map<String, String> wanted = recipe.asStrings();
    wanted.forEach(
        (key, value) -> {
          String found = checkpoint.recipe().getOrDefault(key, "nothing");
          if (!found.equals(value)) {
            throw new IllegalArgumentException(
                "checkpoint: " + key + ": expected " + value + ", it was made with " + found);
          }
        });
    GhnTraining training =
        new GhnTraining(recipe, images, new Ghn(recipe.config(), checkpoint.parameters()));
    training.optimizer.restore(checkpoint.optimizer(), training.ghn.parameters());
    training.progress = checkpoint.progress();
    training.trainer.goOnAfter(training.progress.steps(), training.progress.skipped());
    return training;
  }

  /** What it follows. */
  public GhnRecipe recipe() {
    return recipe;
  }

  /** The hypernetwork, which further steps change. */
  public Ghn ghn() {
    return ghn;
  }

  /** How far it is. */
  public GhnProgress progress() {
    return progress;
  }

  /** How many steps have been made, the skipped ones included. */
  public long steps() {
    return progress.steps();
  }

  /** Whether all steps of the recipe have been made. */
  public boolean done() {
    return steps() >= recipe.steps();
  }

  /**
   * Makes the next step. One that changed nothing, since a loss or a gradient was not finite, is
   * followed by one on the same images with other networks.
   *
   * @throws TrainingDivergedException if that was so in more than 2 % of an epoch's steps
   */
  public GhnTrainer.Step next(Compute compute) {
    Ready ready = ready();
    long step = steps() + 1;
    long number = progress.batches() + 1;
    ahead = step < recipe.steps() ? compute.beside(() -> make(step, number)) : null;
    Batch images = ready.images();
    GhnTrainer.Step made =
        trainer.step(compute, ready.networks(), images.images(), images.labels());
    int stepsPerEpoch = batches.batchesPerEpoch();
    boolean endsEpoch = made.updated() && number % stepsPerEpoch == 0;
    progress = progress.plus(made.updated(), endsEpoch);
    if (progress.skippedOfEpoch() > Math.max(1, MOST_SKIPPED * stepsPerEpoch)) {
      throw new TrainingDivergedException(steps(), progress.skippedOfEpoch(), stepsPerEpoch);
    }
    return made;
  }

  /** What has been made ready, unless the last step was skipped and asks for the images again. */
  private Ready ready() {
    if (ahead != null) {
      Ready ready = ahead.get();
      if (ready.step() == steps() && ready.number() == progress.batches()) {
        return ready;
      }
    }
    return make(steps(), progress.batches());
  }

  private Ready make(long step, long number) {
    int classes = recipe.config().classes();
    MetaBatch networks =
        recipe.networks().metaBatch(recipe.seed(), step, classes, recipe.images().size());
    return new Ready(step, number, networks, batches.get(number));
  }

  /**
   * Notes the accuracy of a validation after the last step.
   *
   * @return whether it is the best so far
   */
  public boolean validated(double accuracy) {
    boolean best = progress.bestStep() == 0 || accuracy > progress.bestAccuracy();
    progress = best ? progress.withBest(accuracy) : progress;
    return best;
  }

  /** All that is needed to go on from here. */
  public GhnCheckpoint checkpoint() {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    ghn.parameters().forEach((name, tensor) -> parameters.put(name, tensor.copy()));
    return new GhnCheckpoint(parameters, optimizer.state(), progress, recipe.asStrings());
  }
}
