package dev.jacquard.hypernet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network of a case of the reference.
 *
 * @param directory that of the case
 * @param index its place among the networks of a training case; 0 for the one of an evaluation
 * @param suffix what the names of its files end with, before their extension
 */
public record GoldenNetwork(Path directory, int index, String suffix) {
  /** All networks of a directory; none where it is no case. */
  public static List<GoldenNetwork> of(Path directory) {
    GoldenNetwork only = new GoldenNetwork(directory, 0, "");
    if (only.has("graph", "json")) {
      return List.of(only);
    }
    return IntStream.iterate(0, k -> k + 1)
        .mapToObj(k -> new GoldenNetwork(directory, k, "_" + k))
        .takeWhile(network -> network.has("graph", "json"))
        .toList();
  }

  /** One of its own files. */
  public Path file(String name, String extension) {
    return directory.resolve(name + suffix + "." + extension);
  }

  /** Whether there is such a file. */
  public boolean has(String name, String extension) {
    return Files.exists(file(name, extension));
  }

  /** Whether the case has a file. */
  public boolean caseHas(String file) {
    return Files.exists(directory.resolve(file));
  }

  /** The document about its graph. */
  public Object graph() throws TensorFileException {
    return Json.read(file("graph", "json"));
  }

  /** Builds it; skips models that are not in the catalogue. */
  public Network build() throws TensorFileException {
    Object net = Golden.get(graph(), "net");
    if (Golden.get(net, "kind").equals("torchvision")) {
      String name = (String) Golden.get(net, "name");
      assumeTrue(Models.names().contains(name), "skipped: " + name + " is not in the catalogue");
      int classes = Math.toIntExact((long) Golden.get(net, "num_classes"));
      return Models.build(name, classes, (boolean) Golden.get(net, "large_input") ? 224 : 32);
    }
    CellNetworkJson.Description description = CellNetworkJson.of("net", net);
    return description
        .network()
        .build("cells", description.classes().orElseThrow(), description.imageSize().orElseThrow());
  }

  /** The hypernetwork of the case. */
  public Ghn ghn() throws TensorFileException {
    Object meta = Golden.json(directory, "case.json");
    return GhnFile.read(directory.resolveSibling(Golden.get(meta, "ghn").toString()));
  }

  @Override
  public String toString() {
    return directory.getFileName() + (suffix.isEmpty() ? "" : " " + index);
  }
}
