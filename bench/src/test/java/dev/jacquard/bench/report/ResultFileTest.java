package dev.jacquard.bench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
  private static final ResultFile FILE =
      new ResultFile(
          Map.of("cores", 2L),
          List.of(Jmh.throughput("XBenchmark.f", Map.of(), List.of(List.of(4.0)), Map.of())));

  @Test
  void whatIsWrittenIsReadAgain(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("result.json");
    FILE.write(path);
    ResultFile read = ResultFile.read(path);
    assertEquals(FILE.provenance(), read.provenance());
    assertEquals(FILE.measurements(), read.measurements());
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOneAndNothingBesideIt(@TempDir Path folder)
      throws IOException {
    Path path = folder.resolve("result.json");
    FILE.write(path);
    byte[] before = Files.readAllBytes(path);
    ResultFile broken = new ResultFile(Map.of("load", Double.NaN), List.of());
    assertThrows(IOException.class, () -> broken.write(path));
    assertEquals(List.of(path), listed(folder));
    assertEquals(new String(before, UTF_8), Files.readString(path));
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void anotherDocumentIsRefusedByName(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("other.json");
    for (String text :
        List.of("[]", "{}", "{\"format\": \"x\"}", "{\"format\": \"jacquard-benchmarks-1\"}")) {
      Files.writeString(path, text);
      IOException refused = assertThrows(IOException.class, () -> ResultFile.read(path));
      assertTrue(String.valueOf(refused.getMessage()).contains("other.json"));
    }
  }
}
