package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GhnFolderTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private static GhnCheckpoint checkpoint(long steps) {
    return new GhnCheckpoint(
        Map.of("w", Tensor.of(Shape.of(2), 1.5f, -2)),
        Map.of("w.m", Tensor.of(Shape.of(2), 0.25f, 8)),
        new GhnProgress(steps, 1, 1, 2, 0.5),
        Map.of("seed", "7"));
  }

  private static Tensor tensor(Map<String, Tensor> tensors, String name) {
    return (Tensor) Golden.get(tensors, name);
  }

  private List<String> names() throws IOException {
    return new GhnFolder(directory)
        .checkpoints().stream().map(path -> String.valueOf(path.getFileName())).toList();
  }

  @Test
  void theLastThreeAreKeptAndTheBest() throws IOException {
    GhnFolder folder = new GhnFolder(directory);
    for (long steps : new long[] {0, 20, 100, 3_000}) {
      folder.keep(checkpoint(steps));
      folder.keepBest(checkpoint(steps));
    }
    assertEquals(
        List.of(
            "checkpoint-00000020.safetensors",
            "checkpoint-00000100.safetensors",
            "checkpoint-00003000.safetensors"),
        names());
    assertEquals(3_000, GhnCheckpoint.read(folder.best()).progress().steps());
  }

  @Test
  void theLatestIsReadAsItWasWritten() throws IOException {
    GhnFolder folder = new GhnFolder(directory.resolve("new"));
    assertTrue(folder.latest(damaged -> {}).isEmpty());
    folder.prepare();
    folder.keep(checkpoint(4));
    folder.keep(checkpoint(5));
    GhnCheckpoint read = folder.latest(damaged -> {}).orElseThrow();

    assertEquals(checkpoint(5).progress(), read.progress());
    assertEquals(checkpoint(5).recipe(), read.recipe());
    assertEquals(List.of("w"), List.copyOf(read.parameters().keySet()));
    assertTrue(tensor(checkpoint(5).parameters(), "w").bitEquals(tensor(read.parameters(), "w")));
    assertTrue(tensor(checkpoint(5).optimizer(), "w.m").bitEquals(tensor(read.optimizer(), "w.m")));
  }

  @Test
  void everyFlippedByteIsDetectedAndTheOneBeforeIsUsed() throws IOException {
    GhnFolder folder = new GhnFolder(directory);
    folder.keep(checkpoint(4));
    folder.keep(checkpoint(5));
    Path file = directory.resolve("checkpoint-00000005.safetensors");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      for (int flipped : new int[] {0x01, 0x20, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) flipped;
        Files.write(file, damaged);
        List<String> told = new ArrayList<>();

        assertEquals(4, folder.latest(told::add).orElseThrow().progress().steps(), "byte " + at);
        assertEquals(1, told.size(), "byte " + at);
        assertTrue(told.get(0).startsWith(file + ": damaged"), told.get(0));
      }
    }
    Files.write(file, whole);
    assertEquals(5, folder.latest(damaged -> {}).orElseThrow().progress().steps());
  }

  @Test
  void everyTruncationIsDetected() throws IOException {
    GhnFolder folder = new GhnFolder(directory);
    folder.keep(checkpoint(5));
    Path file = directory.resolve("checkpoint-00000005.safetensors");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      TensorFileException e =
          assertThrows(TensorFileException.class, () -> folder.latest(damaged -> {}));
      assertEquals(directory + ": all checkpoints are damaged", e.getMessage());
    }
  }

  @Test
  void whatKilledWritersLeftIsRemoved() throws IOException {
    GhnFolder folder = new GhnFolder(directory);
    folder.keep(checkpoint(5));
    Path left = Files.createFile(directory.resolve(".checkpoint-00000006.safetensors.0.tmp"));
    Path others = Files.createFile(directory.resolve("notes.tmp"));
    folder.prepare();

    assertFalse(Files.exists(left));
    assertTrue(Files.exists(others));
    assertEquals(List.of("checkpoint-00000005.safetensors"), names());
  }

  @Test
  void aCheckpointThatCannotBeWrittenLeavesTheOthers() throws IOException {
    GhnFolder folder = new GhnFolder(directory);
    folder.keep(checkpoint(5));
    Files.createDirectory(directory.resolve("checkpoint-00000006.safetensors"));

    assertThrows(TensorFileException.class, () -> folder.keep(checkpoint(6)));
    assertTrue(Files.isRegularFile(directory.resolve("checkpoint-00000005.safetensors")));
  }
}
