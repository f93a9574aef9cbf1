package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.tensor.Compute;
import java.util.ArrayList;
import java.util.List;

/**
 * How good a hypernetwork is on networks and images that it is not trained on: the mean accuracy of
 * the first networks of the split {@code val}, within the bounds of the training, with the
 * statistics of each batch.
 */
public final class GhnValidation {
  private static final int BATCH = 64;

  private final List<Network> networks = new ArrayList<>();
  private final BatchLoader images;
  private final long seed;

  /**
   * Chooses the networks.
   *
   * @param recipe of the training
   * @param images of the recipe's size, none of which it is trained on
   * @param count how many networks
   * @throws IllegalArgumentException if there is no image or no network
   */
  public GhnValidation(GhnRecipe recipe, BatchLoader images, int count) {
    Expect.that(count >= 1, "networks to validate on", "1 or more", count);
    Expect.that(images.set().size() >= 1, "images to validate on", "1 or more", 0);
    int size = recipe.images().size();
    for (int k = 0; k < count; k++) {
      networks.add(
          recipe
              .networks()
              .network(Split.VAL, recipe.seed(), k, size)
              .build("val:" + k, recipe.config().classes(), size));
    }
    this.images = images;
    this.seed = recipe.seed();
  }

  /** The mean over the networks of the share of images that they are right on. */
  public double accuracy(Ghn ghn, Compute compute) {
    Predictor predictor = new Predictor(ghn);
    double sum = 0;
    for (Network network : networks) {
      sum +=
          Evaluator.evaluate(
                  network,
                  predictor.predict(network, seed, compute).parameters(),
                  Run.batchStatistics(),
                  images,
                  BATCH,
                  compute)
              .top1();
    }
    return sum / networks.size();
  }
}
