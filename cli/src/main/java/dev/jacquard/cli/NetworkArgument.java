package dev.jacquard.cli;

import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.DataSet;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkJson;
import dev.jacquard.tensor.io.StoredArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which network a command works on. */
final class NetworkArgument {
  static final int CLASSES = 10;

  private static final int MOST = 1 << 16;

  @Parameters(
      paramLabel = "NETWORK",
      description = "A well-known name, such as resnet18, or a file NAME.json that describes one.")
  String name = "";

  @Option(
      names = "--classes",
      paramLabel = "N",
      description =
          "Number of classes of a well-known network. Default: those of the weights or the data.")
  int classes;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description =
          "Rows and columns of images; below 64, a well-known network is built in its form for"
              + " small images. Default: those of given images, else 32.")
  int imageSize;

  /** Whether the network is described in a file, and brings its own number of classes. */
  boolean described() {
    return name.endsWith(".json");
  }

  /**
   * Builds the network.
   *
   * @param defaultClasses where the command line gives none
   * @param defaultImageSize where the command line gives none
   * @throws UsageException if there is no such network or a number is out of range
   * @throws IOException if a description cannot be read
   */
  Network build(int defaultClasses, int defaultImageSize) throws IOException {
    int outputs = inRange("--classes", classes, defaultClasses);
    int pixels = inRange("--image-size", imageSize, defaultImageSize);
    if (described()) {
      return NetworkJson.read(Path.of(name));
    }
    try {
      return Models.build(name, outputs, pixels);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Builds the network for given weights: with as many classes as they have, where the command line
   * does not say.
   */
  Network buildFor(Map<String, StoredArray> weights, int defaultImageSize) throws IOException {
    Network network = build(CLASSES, defaultImageSize);
    if (described() || classes != 0) {
      return network;
    }
    Network other = build(CLASSES + 1, defaultImageSize);
    for (int i = 0; i < network.parameters().size(); i++) {
      Weight weight = network.parameters().get(i);
      StoredArray stored = weights.get(weight.name());
      boolean outputs = !weight.shape().equals(other.parameters().get(i).shape());
      if (outputs && stored != null && stored.shape().rank() > 0 && stored.shape().dim(0) > 0) {
        return build(stored.shape().dim(0), defaultImageSize);
      }
    }
    return network;
  }

  /** Builds the network for a data set. */
  Network build(DataSet data) throws IOException {
    return build(data.classes().size(), BatchLoader.DEFAULT_IMAGE_SIZE);
  }

  /** The side of the images that reach the network, where nothing else decides it. */
  int imageSize() {
    return inRange("--image-size", imageSize, BatchLoader.DEFAULT_IMAGE_SIZE);
  }

  private static int inRange(String option, int given, int otherwise) {
    if (given < 0 || given > MOST) {
      throw new UsageException(option + " " + given + ": expected 1 to " + MOST);
    }
    return given == 0 ? otherwise : given;
  }
}
