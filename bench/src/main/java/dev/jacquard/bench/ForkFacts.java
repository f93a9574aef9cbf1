package dev.jacquard.bench;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import jdk.incubator.vector.FloatVector;

/** A JVM like those of the benchmarks that says what it is, and what peers there are. */
final class ForkFacts {
  private ForkFacts() {}

  /** Writes the facts to the file that is named. */
  public static void main(String[] args) throws IOException {
    Json.write(Path.of(args[0]), facts());
  }

  /** The facts by their names. */
  static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put("vectors", FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits");
    try (Compute compute = Compute.open()) {
      facts.put("kernels", compute.toString());
    }
    try {
      for (Peers peers : ServiceLoader.load(Peers.class)) {
        facts.put("peers", peers.facts());
      }
    } catch (ServiceConfigurationError e) {
      // Such as are left in a folder of classes when the profile is off again.
      facts.put("peers", "not there: " + e.getMessage());
    }
    return facts;
  }
}
