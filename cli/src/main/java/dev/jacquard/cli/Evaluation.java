package dev.jacquard.cli;

import dev.jacquard.nn.data.DataSet;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Shape;

/** What commands that test networks on images have in common. */
final class Evaluation {
  /** Stands for all images of a set. */
  static final String ALL = "all";

  private Evaluation() {}

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
  static void checkClasses(Network network, int imageSize, DataSet set) {
    Shape images = Shape.of(1, 3, imageSize, imageSize);
    Shape logits = network.shapes(images).get(network.output().index());
    int classes = set.classes().size();
    if (logits.rank() != 2 || logits.dim(1) < classes) {
      throw new IllegalArgumentException(
          String.format(
              "%s: expected logits [1, %d] of an image, for the classes of %s, it gives %s",
              network.name(), classes, set, logits));
    }
  }
}
