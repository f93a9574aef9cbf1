package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkFactsTest {
  @Test
  void aJvmSaysWhatItIs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("facts.json");
    ForkFacts.main(new String[] {file.toString()});
    Map<?, ?> facts = (Map<?, ?>) Json.read(file);
    assertTrue(String.valueOf(facts.get("JVM")).endsWith(System.getProperty("java.vm.version")));
    assertTrue(String.valueOf(facts.get("vectors")).matches("\\d+ bits"));
    assertTrue(facts.containsKey("kernels"));
  }
}
