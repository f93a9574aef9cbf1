package dev.jacquard.cli;

import dev.jacquard.nn.data.DataSet;
import java.util.List;

/**
 * Data that is inside the program.
 *
 * @param name what a command calls it
 * @param contents what it is, in a few words
 */
record EmbeddedData(String name, String contents) {
  /** All there is. */
  static List<EmbeddedData> all() {
    return List.of(
        new EmbeddedData(
            DataSet.FASHION_MNIST.toString(), "5,000 training and 10,000 test images"));
  }
}
