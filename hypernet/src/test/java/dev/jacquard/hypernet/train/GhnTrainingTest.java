package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.arch.ArchitectureBounds;
import dev.jacquard.hypernet.ghn.TinyGhn;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.FashionMnist;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GhnTrainingTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private static GhnRecipe recipe(long seed) {
    // Headless networks with flattened pixels are tied to 32 pixels; so is attention.
    ArchitectureBounds small = new ArchitectureBounds(4, 4, 1, 2, true);
    return GhnRecipe.of(TinyGhn.config(), small, List.of(8, 16), 6, seed).withBatches(2, 4);
  }

  private static BatchLoader images() throws TensorFileException {
    Splits data = FashionMnist.embedded();
    return new BatchLoader(data.train().slice(0, 10), data.preprocessing(), 32);
  }

  private byte[] run(GhnTraining training, long until, String file) throws IOException {
    Path path = directory.resolve(file);
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      while (training.steps() < until) {
        training.next(compute);
      }
    }
    training.checkpoint().write(path);
    return Files.readAllBytes(path);
  }

  @Test
  void aTrainingThatWasBrokenOffEndsInTheSameBits() throws IOException {
    byte[] unbroken = run(new GhnTraining(recipe(1), images()), 6, "unbroken");

    run(new GhnTraining(recipe(1), images()), 4, "broken");
    GhnCheckpoint checkpoint = GhnCheckpoint.read(directory.resolve("broken"));
    GhnTraining resumed = GhnTraining.resume(recipe(1), images(), checkpoint);
    assertEquals(4, resumed.steps());
    byte[] end = run(resumed, 6, "resumed");

    assertTrue(resumed.done());
    assertArrayEquals(unbroken, end);
  }

  @Test
  void aCheckpointOfAnotherRecipeIsRefusedByName() throws IOException {
    run(new GhnTraining(recipe(1), images()), 1, "one");
    GhnCheckpoint checkpoint = GhnCheckpoint.read(directory.resolve("one"));
    BatchLoader images = images();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> GhnTraining.resume(recipe(2), images, checkpoint));

    assertEquals("checkpoint: seed: expected 2, it was made with 1", e.getMessage());
  }

  @Test
  void aFileThatIsNoCheckpointIsRefused() {
    Path path = directory.resolve("ghn.safetensors");
    TensorFileException e =
        assertThrows(
            TensorFileException.class,
            () -> {
              dev.jacquard.hypernet.ghn.GhnFile.write(
                  path, TinyGhn.of(TinyGhn.config()), java.util.Map.of());
              GhnCheckpoint.read(path);
            });

    assertTrue(String.valueOf(e.getMessage()).contains("metadata 'steps'"), e.getMessage());
  }
}
