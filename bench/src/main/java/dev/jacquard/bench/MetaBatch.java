package dev.jacquard.bench;

import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.nn.network.Network;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.JsonFields;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Eight networks that the published generator drew for training, and that it was timed on. */
final class MetaBatch {
  private static final String FILE = "bench_meta8.json";

  private MetaBatch() {}

  /**
   * Builds them.
   *
   * @param pixels rows and columns of an image
   * @throws IOException if their file is missing or damaged
   */
  static List<Network> networks(int pixels) throws IOException {
    try (InputStream in = MetaBatch.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new FileNotFoundException(FILE + ": missing from the jar");
      }
      List<Network> networks = new ArrayList<>();
      for (Object tree : new JsonFields(FILE, Json.read(in)).list("nets")) {
        String name = "meta:" + networks.size();
        networks.add(
            CellNetworkJson.of(name, tree).network().build(name, SizedNetwork.CLASSES, pixels));
      }
      return networks;
    }
  }
}
