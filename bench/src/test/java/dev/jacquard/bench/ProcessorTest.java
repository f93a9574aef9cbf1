package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
  @Test
  void theModelIsThatOfTheFirstProcessor() {
    List<String> cpuinfo =
        List.of(
            "processor\t: 0",
            "cpu family\t: 25",
            "model\t\t: 17",
            "model name\t: AMD EPYC",
            "",
            "processor\t: 1",
            "model name\t: another");
    assertEquals("AMD EPYC (family 25, model 17)", Processor.model(cpuinfo));
  }

  @Test
  void aProcessorWithoutANameIsUnknown() {
    assertEquals("unknown", Processor.model(List.of("processor\t: 0", "BogoMIPS\t: 50.00")));
  }

  @Test
  void cachesAreListedByTheirLevels(@TempDir Path folder) throws IOException {
    cache(folder.resolve("index1"), "2", "Unified", "1024K");
    cache(folder.resolve("index0"), "1", "Data", "32K");
    Files.writeString(folder.resolve("uevent"), "");
    assertEquals("L1 Data 32K, L2 Unified 1024K", Processor.caches(folder));
  }

  @Test
  void whereNothingIsSaidOfCachesTheyAreUnknown(@TempDir Path folder) throws IOException {
    assertEquals("unknown", Processor.caches(folder.resolve("cache")));
    assertEquals("unknown", Processor.caches(folder));
  }

  private static void cache(Path folder, String level, String type, String size)
      throws IOException {
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("level"), level + "\n");
    Files.writeString(folder.resolve("type"), type + "\n");
    Files.writeString(folder.resolve("size"), size + "\n");
  }
}
