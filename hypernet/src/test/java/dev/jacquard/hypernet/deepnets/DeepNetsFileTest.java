package dev.jacquard.hypernet.deepnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.CellNetworkJson;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On eight networks in the published form. */
class DeepNetsFileTest {
  private static final String NAME = "deepnets1m_val";

  private static Path file() {
    return Golden.file("deepnets_mini").resolve(NAME + ".hdf5");
  }

  @Test
  void networksAreThoseOfTheSample() throws IOException {
    List<PublishedNetwork> networks = DeepNetsFile.read(file()).getOrDefault("val", List.of());
    Map<Long, CellNetwork> sample = new HashMap<>();
    for (String line : Files.readAllLines(Golden.file("deepnets_sample.jsonl"))) {
      Object json = Json.parse(line);
      if ("val".equals(Golden.get(json, "split"))) {
        sample.put((Long) Golden.get(json, "idx"), CellNetworkJson.of("sample", json).network());
      }
    }

    assertEquals(8, networks.size());
    for (PublishedNetwork network : networks) {
      assertEquals(sample.get((long) network.index()), network.network());
    }
  }

  @Test
  void graphsAreAsTheyAreStored() throws IOException {
    for (PublishedNetwork network : DeepNetsFile.read(file()).getOrDefault("val", List.of())) {
      int nodes = network.nodes().size();
      int edges = network.distances().edgeCount();

      assertEquals(network.declaredNodes(), nodes);
      assertEquals(nodes, network.distances().size());
      assertEquals("input", network.nodes().get(0).primitive());
      assertTrue(edges >= nodes - 1, "joined by " + edges);
      assertTrue(network.nodes().stream().anyMatch(node -> node.parameter().endsWith(".weight")));
    }
  }

  @Test
  void missingAndDamagedFilesAreNamed(@TempDir Path directory) throws IOException {
    Path hdf5 = directory.resolve(NAME + ".hdf5");
    assertRefused(directory.resolve(NAME + "_meta.json") + ": ", hdf5);
    Files.copy(file().resolveSibling(NAME + "_meta.json"), directory.resolve(NAME + "_meta.json"));
    assertRefused(hdf5 + ": cannot be read: ", hdf5);
    Files.writeString(hdf5, "no HDF5");
    assertRefused(hdf5 + ": cannot be read: ", hdf5);
    byte[] whole = Files.readAllBytes(file());
    Files.write(hdf5, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(hdf5 + ": cannot be read: ", hdf5);
    assertRefused(directory + ": expected a file whose name ends in .hdf5", directory);
  }

  private static void assertRefused(String message, Path hdf5) {
    TensorFileException e = assertThrows(TensorFileException.class, () -> DeepNetsFile.read(hdf5));
    assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
  }
}
