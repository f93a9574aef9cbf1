package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.arch.ArchitectureSampler;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnInitialization;
import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchOrder;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.Optimizer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The training of a hypernetwork by a recipe, a step at a time: networks are sampled from the split
 * {@code train}, images come from a loader, shuffled each epoch. It can be broken off after any
 * step and go on from a checkpoint, to the same bits.
 */
public final class GhnTraining {
  private final GhnRecipe recipe;
  private final BatchLoader images;
  private final Ghn ghn;
  private final Optimizer optimizer;
  private final GhnTrainer trainer;
  private final ArchitectureSampler networks;
  private final RandomStream stream;

  /** The batches of one epoch, which many steps ask for. */
  private List<int[]> order = List.of();

  private int epoch = -1;

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
    this.recipe = recipe;
    this.images = images;
    this.ghn = ghn;
    this.stream = RandomStream.of(recipe.seed());
    this.optimizer = Adam.of(recipe.weightDecay());
    this.trainer =
        new GhnTrainer(ghn, optimizer, recipe.schedule(), recipe.longest(), stream.split("steps"));
    this.networks = ArchitectureSampler.within(recipe.bounds(), Split.TRAIN, recipe.seed());
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
    training.trainer.goOnAfter(checkpoint.steps(), checkpoint.skipped());
    return training;
  }

  /** The hypernetwork, which further steps change. */
  public Ghn ghn() {
    return ghn;
  }

  /** How many steps have been made, the skipped ones included. */
  public long steps() {
    return trainer.steps();
  }

  /** How many steps changed nothing, since something was not finite. */
  public long skipped() {
    return trainer.skipped();
  }

  /** Whether all steps of the recipe have been made. */
  public boolean done() {
    return steps() >= recipe.steps();
  }

  /** Makes the next step. */
  public GhnTrainer.Step next(Compute compute) {
    Batch batch = images.load(imagesOf(steps()));
    return trainer.step(compute, networksOf(steps()), batch.images(), batch.labels());
  }

  private int[] imagesOf(long step) {
    int size = images.set().size();
    int perEpoch = (size + recipe.batch() - 1) / recipe.batch();
    int wanted = Math.toIntExact(step / perEpoch);
    if (wanted != epoch) {
      order = BatchOrder.shuffled(size, recipe.batch(), stream.split("order"), wanted);
      epoch = wanted;
    }
    return order.get((int) (step % perEpoch));
  }

  private List<Network> networksOf(long step) {
    List<Network> drawn = new ArrayList<>();
    for (int k = 0; k < recipe.metaBatch(); k++) {
      long index = step * recipe.metaBatch() + k;
      drawn.add(
          network(index).build("train:" + index, recipe.config().classes(), recipe.imageSize()));
    }
    return drawn;
  }

  private CellNetwork network(long index) {
    List<Integer> channels = recipe.channels();
    int choice = stream.split("channels").below(index, channels.size());
    return networks.network(index).withChannels(channels.get(choice));
  }

  /** All that is needed to go on from here. */
  public GhnCheckpoint checkpoint() {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    ghn.parameters().forEach((name, tensor) -> parameters.put(name, tensor.copy()));
    return new GhnCheckpoint(parameters, optimizer.state(), steps(), skipped(), recipe.asStrings());
  }
}
