package dev.jacquard.cli;

import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.hypernet.predict.Networks;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.layer.Weight;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.NetworkJson;
import dev.jacquard.tensor.io.Json;
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
  private static final String JSON = ".json";

  @Parameters(
      paramLabel = "NETWORK",
      description = {
        "A well-known name, such as resnet18; darts, pdarts or vit; sample:K, network K of those to"
            + " train on; or a file NAME.json that describes one by its layers or its cells."
      })
  String name = "";

  @Option(
      names = "--classes",
      paramLabel = "N",
      description =
          "Number of classes. Default: those of the description, the weights or the data.")
  int classes;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description =
          "Rows and columns of images; below 64, a well-known network is built in its form for"
              + " small images. Default: those of given images, else 32.")
  int imageSize;

  /**
   * A network, and the images for it.
   *
   * @param imageSize rows and columns
   * @param fixed whether its number of classes is said, by the command line or a description
   */
  record Chosen(Network network, int imageSize, boolean fixed) {}

  /**
   * Builds the network.
   *
   * @param defaultClasses where neither the command line nor a description gives them
   * @param defaultImageSize the same
   * @throws UsageException if there is no such network or a number is out of range
   * @throws IOException if a description cannot be read
   */
  Network build(int defaultClasses, int defaultImageSize) throws IOException {
    return choose(defaultClasses, defaultImageSize).network();
  }

  /** As {@link #build(int, int)}, with what else was decided. */
  Chosen choose(int defaultClasses, int defaultImageSize) throws IOException {
    int outputs = inRange("--classes", classes, defaultClasses);
    int pixels = inRange("--image-size", imageSize, defaultImageSize);
    if (name.endsWith(JSON)) {
      return described(Json.read(Path.of(name)), outputs, pixels);
    }
    Network built = UsageException.ifIllegal(() -> Networks.build(name, outputs, pixels));
    return new Chosen(built, pixels, classes != 0);
  }

  private Chosen described(Object tree, int outputs, int pixels) {
    if (!CellNetworkJson.describes(tree)) {
      if (classes != 0) {
        throw new UsageException("--classes: " + name + " has its own number of classes");
      }
      return new Chosen(NetworkJson.of(tree, name), pixels, true);
    }
    CellNetworkJson.Description description = CellNetworkJson.of(name, tree);
    int size = imageSize == 0 ? description.imageSize().orElse(pixels) : pixels;
    int ends = classes == 0 ? description.classes().orElse(outputs) : outputs;
    String file = String.valueOf(Path.of(name).getFileName());
    return new Chosen(
        description
            .network()
            .tracked()
            .build(file.substring(0, file.length() - JSON.length()), ends, size),
        size,
        classes != 0 || description.classes().isPresent());
  }

  /**
   * Builds the network for given weights: with as many classes as they have, where the command line
   * does not say.
   */
  Network buildFor(Map<String, StoredArray> weights, int defaultImageSize) throws IOException {
    Chosen chosen = choose(CLASSES, defaultImageSize);
    Network network = chosen.network();
    if (chosen.fixed()) {
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
  Chosen choose(DataOptions data) throws IOException {
    return choose(data.classes(), BatchLoader.DEFAULT_IMAGE_SIZE);
  }

  private static int inRange(String option, int given, int otherwise) {
    if (given < 0 || given > MOST) {
      throw new UsageException(option + " " + given + ": expected 1 to " + MOST);
    }
    return given == 0 ? otherwise : given;
  }
}
