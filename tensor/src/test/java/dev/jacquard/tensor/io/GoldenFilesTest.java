package dev.jacquard.tensor.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacquard.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that the published reference wrote; where they are is told from outside. */
@Tag("portable")
class GoldenFilesTest {
  private Path golden = Path.of("");

  @BeforeEach
  void findGoldenFiles() {
    String place =
        Objects.requireNonNullElse(
            System.getProperty("jacquard.golden", System.getenv("JACQUARD_GOLDEN")), "");
    assumeTrue(
        !place.isEmpty(),
        "skipped: neither -Djacquard.golden nor JACQUARD_GOLDEN says where the golden files are");
    golden = Path.of(place);
  }

  private List<Path> filesEndingIn(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(golden)) {
      List<Path> found = files.filter(path -> path.toString().endsWith(ending)).sorted().toList();
      assertFalse(found.isEmpty(), ending + " in " + golden);
      return found;
    }
  }

  @Test
  void everyArrayIsReadAndWrittenBackWithTheSameBits() throws IOException {
    for (Path path : filesEndingIn(".npy")) {
      StoredArray array = Npy.read(path);
      byte[] written = SampleFiles.written(out -> Npy.write(out, array));
      assertTrue(array.bitEquals(Npy.read(written)), path.toString());
      assertTrue(Double.isFinite(array.summary().mean()), path.toString());
    }
  }

  @Test
  void everyFileOfArraysIsReadAndWrittenBackWithTheSameBits() throws IOException {
    for (Path path : filesEndingIn(".npz")) {
      TensorFile file = TensorFile.read(path);
      assertEquals(TensorFile.Format.NPZ, file.format());
      byte[] written = SampleFiles.written(out -> Npz.write(out, file.arrays()));
      assertSameArrays(path, file.arrays(), Npz.read(written));
    }
  }

  @Test
  void everyCheckpointIsReadAndWrittenBackWithTheSameBits() throws IOException {
    for (Path path : filesEndingIn(".pt")) {
      TorchCheckpoint checkpoint = TorchCheckpoint.read(path);
      assertInstanceOf(Map.class, checkpoint.get("config"));
      assertInstanceOf(Long.class, checkpoint.get("epoch"));
      assertFalse(checkpoint.stateDict("state_dict").isEmpty());
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      TorchCheckpoint.write(written, checkpoint.root());
      TorchCheckpoint again = TorchCheckpoint.read(written.toByteArray());
      assertEquals(checkpoint.get("config"), again.get("config"));
      assertSameArrays(path, checkpoint.arrays(), again.arrays());
    }
  }

  @Test
  void theListingOfACheckpointIsRight() throws IOException {
    TensorFile file = TensorFile.read(golden.resolve("ghn2_c10.pt"));
    assertEquals(TensorFile.Format.TORCH, file.format());
    assertEquals(
        List.of("state_dict/ln.weight", "state_dict/ln.bias"),
        List.copyOf(file.arrays().keySet()).subList(0, 2));
    StoredArray array = file.array("state_dict/ln.weight");
    assertEquals(DType.F32, array.type());
    assertEquals(Shape.of(32), array.shape());
  }

  private static void assertSameArrays(
      Path path, Map<String, StoredArray> expected, Map<String, StoredArray> actual) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(actual.keySet()), path.toString());
    expected.forEach(
        (name, array) ->
            assertTrue(array.bitEquals(SampleFiles.in(actual, name)), path + " " + name));
  }
}
