package dev.jacquard.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureArgumentsTest {
  private static final String[] PLAIN = {
    "Gemm", "-p", "backend=simd", "-f", "1", "-rf", "json", "-rff", "out.json", "-o", "out"
  };

  @Test
  void withoutOursJmhSeesEverything() {
    assertEquals(
        new MeasureArguments(Optional.empty(), List.of(PLAIN)), MeasureArguments.of(PLAIN));
  }

  @Test
  void oursIsTakenOutOfTheMiddle() {
    Path file = Path.of("result.json");
    List<String> jmh = List.of("Gemm", "-f", "1");
    MeasureArguments expected = new MeasureArguments(Optional.of(file), jmh);
    assertEquals(expected, MeasureArguments.of("Gemm", "--out", "result.json", "-f", "1"));
    assertEquals(expected, MeasureArguments.of("Gemm", "-f", "1", "--out=result.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--out",
        "--out=",
        "--out result.txt",
        "--out no/such/folder/result.json",
        "--out a.json --out b.json"
      })
  void whatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured(String commandLine) {
    String[] args = commandLine.split(" ");
    assertThrows(IllegalArgumentException.class, () -> MeasureArguments.of(args));
  }

  @Test
  void aFolderIsNoResultFile(@TempDir Path folder) {
    Path named = folder.resolve("folder.json");
    assertEquals(true, named.toFile().mkdir());
    assertThrows(
        IllegalArgumentException.class, () -> MeasureArguments.of("--out", named.toString()));
  }

  @Test
  void whatBelongsToAResultFileIsNamedAfterIt() {
    Path file = Path.of("some", "result.json");
    assertEquals(Path.of("some", "result.md"), ResultName.beside(file, ".md"));
  }
}
