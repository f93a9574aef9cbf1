package dev.jacquard.hypernet;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Results of the published reference; where they are is told from outside. */
public final class Golden {
  private Golden() {}

  /** The directory of all of them; without it the test is skipped. */
  public static Path directory() {
    String place =
        Objects.requireNonNullElse(
            System.getProperty("jacquard.golden", System.getenv("JACQUARD_GOLDEN")), "");
    assumeTrue(
        !place.isEmpty(),
        "skipped: neither -Djacquard.golden nor JACQUARD_GOLDEN says where the golden files are");
    return Path.of(place);
  }

  /** The directories of the cases that are about evaluation. */
  public static List<Path> cases() throws IOException {
    try (Stream<Path> all = Files.list(directory())) {
      return all.filter(path -> Files.exists(path.resolve("graph.json"))).sorted().toList();
    }
  }

  /** What a document holds under a name. */
  public static Object get(Object map, String name) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(name), name);
  }

  /** A list in a document. */
  public static List<?> list(Object json) {
    return (List<?>) json;
  }

  /** The network that a graph's field {@code net} describes; skips models that are not there. */
  public static Network network(Object net) {
    if (get(net, "kind").equals("torchvision")) {
      String name = (String) get(net, "name");
      assumeTrue(Models.names().contains(name), "skipped: " + name + " is not in the catalogue");
      int classes = Math.toIntExact((long) get(net, "num_classes"));
      return Models.build(name, classes, (boolean) get(net, "large_input") ? 224 : 32);
    }
    CellNetworkJson.Description description = CellNetworkJson.of("net", net);
    return description
        .network()
        .build("cells", description.classes().orElseThrow(), description.imageSize().orElseThrow());
  }

  /** A backend on two threads; skips where it cannot run. */
  public static Compute open(Backend backend) {
    try {
      return Compute.open(backend, 2);
    } catch (UnsupportedOperationException e) {
      return abort("skipped: " + e.getMessage());
    }
  }

  /** A document of a case. */
  public static Object json(Path directory, String file) throws TensorFileException {
    return Json.read(directory.resolve(file));
  }
}
