package dev.jacquard.cli;

import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;

/** What commands that test networks on images have in common. */
final class Evaluation {
  /** Stands for all images of a set. */
  static final String ALL = "all";

  /** Images that run at a time. */
  static final int BATCH = 64;

  private Evaluation() {}

  /** How often a network is right, with the statistics of each batch. */
  static Accuracy accuracy(
      Network network, Parameters parameters, BatchLoader loader, Compute compute) {
    Run run = Run.batchStatistics();
    return Evaluator.evaluate(network, parameters, run, loader, BATCH, compute);
  }

  /** PyTorch's initial values, to compare with. */
  static Parameters initial(Network network, long seed) {
    return Initialization.torch().begin(network, RandomStream.of(seed).split("init"));
  }

  /**
   * The first images of a set.
   *
   * @param option that asks for them
   * @param number how many, or {@link #ALL}
   * @param fewest how many are wanted at least
   */
  static ImageSet first(String option, String number, int fewest, ImageSet all) {
    if (number.equals(ALL)) {
      return all;
    }
    try {
      int n = Integer.parseInt(number);
      if (n >= fewest) {
        return all.slice(0, n);
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // Said below.
    }
    throw new UsageException(
        option + " " + number + ": expected " + fewest + " to " + all.size() + " or all");
  }

  /** Logits for more classes than the data has do no harm. */
  static void checkClasses(Network network, int imageSize, Splits data) {
    Shape images = Shape.of(1, 3, imageSize, imageSize);
    Shape logits = network.shapes(images).get(network.output().index());
    int classes = data.classes().size();
    if (logits.rank() != 2 || logits.dim(1) < classes) {
      throw new IllegalArgumentException(
          String.format(
              "%s: expected logits [1, %d] of an image, for the classes of %s, it gives %s",
              network.name(), classes, data.train().source(), logits));
    }
  }
}
