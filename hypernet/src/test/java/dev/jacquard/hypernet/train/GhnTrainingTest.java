package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.arch.ArchitectureBounds;
import dev.jacquard.hypernet.arch.Widths;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.ghn.TinyGhn;
import dev.jacquard.nn.data.Augmentation;
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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GhnTrainingTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  /** Two networks and four of ten images a step: three steps an epoch. */
  static GhnRecipe recipe(long seed) {
    // Headless networks with flattened pixels are tied to 32 pixels; so is attention.
    ArchitectureBounds small = new ArchitectureBounds(4, 4, 1, 2, true);
    return GhnRecipe.published(TinyGhn.config(), 6, seed)
        .with(new NetworkRecipe(small, Widths.of(List.of(8, 16)), 2, 400))
        .with(new ImageRecipe(32, 4, Augmentation.CROP_AND_FLIP));
  }

  static BatchLoader images() throws TensorFileException {
    Splits data = FashionMnist.embedded();
    return new BatchLoader(data.train().slice(0, 10), data.preprocessing(), 32);
  }

  private byte[] run(GhnTraining training, int threads, long until, String file)
      throws IOException {
    Path path = directory.resolve(file);
    try (Compute compute = Compute.open(Backend.AUTO, threads)) {
      while (training.steps() < until) {
        training.next(compute);
      }
    }
    training.checkpoint().write(path);
    return Files.readAllBytes(path);
  }

  @Test
  void aTrainingThatWasBrokenOffEndsInTheSameBitsOnAnyNumberOfThreads() throws IOException {
    byte[] unbroken = run(new GhnTraining(recipe(1), images()), 2, 6, "unbroken");

    run(new GhnTraining(recipe(1), images()), 1, 4, "broken");
    GhnCheckpoint checkpoint = GhnCheckpoint.read(directory.resolve("broken"));
    GhnTraining resumed = GhnTraining.resume(recipe(1), images(), checkpoint);
    assertEquals(4, resumed.steps());
    byte[] end = run(resumed, 1, 6, "resumed");

    assertTrue(resumed.done());
    assertArrayEquals(unbroken, end);
  }

  @Test
  void aCheckpointOfAnotherRecipeIsRefusedByName() throws IOException {
    run(new GhnTraining(recipe(1), images()), 1, 1, "one");
    GhnCheckpoint checkpoint = GhnCheckpoint.read(directory.resolve("one"));
    BatchLoader images = images();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> GhnTraining.resume(recipe(2), images, checkpoint));

    assertEquals("checkpoint: seed: expected 2, it was made with 1", e.getMessage());
  }

  @Test
  void aFileThatIsNoCheckpointIsRefused() throws TensorFileException {
    Path path = directory.resolve("ghn.safetensors");
    GhnFile.write(path, TinyGhn.of(TinyGhn.config()), Map.of());
    TensorFileException e = assertThrows(TensorFileException.class, () -> GhnCheckpoint.read(path));

    assertEquals(path + ": damaged, or no checkpoint: there is no sum in it", e.getMessage());
  }

  /** Parameters of 1e30 give losses that are not finite, whatever the images. */
  @Test
  void stepsThatAreNotFiniteAreCountedAndTooManyOfThemEndTheTraining() throws IOException {
    GhnRecipe wild = recipe(1).with(OptimizationRecipe.published().withLearningRate(1e30));
    GhnTraining training = new GhnTraining(wild, images());
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      assertTrue(training.next(compute).updated());
      assertEquals(1, training.progress().batches());
      TrainingDivergedException e =
          assertThrows(
              TrainingDivergedException.class,
              () -> {
                while (!training.done()) {
                  training.next(compute);
                }
              });

      assertTrue(
          String.valueOf(e.getMessage())
              .startsWith("step 3: loss or gradient was infinite or NaN in 2 of the 3 steps"),
          e.getMessage());
    }
    // The images of a step that changed nothing come again.
    assertEquals(1, training.progress().batches());
    assertEquals(2, training.progress().skipped());
  }

  @Test
  void networksOfAStepHaveNoMoreNodesThanAllowed() {
    NetworkRecipe networks = recipe(1).networks();
    int most = 0;
    for (int step = 0; step < 20; step++) {
      most = Math.max(most, networks.metaBatch(1, step, 10, 32).nodes());
    }
    assertTrue(most > 130, "such networks are there: " + most);
    for (int step = 0; step < 20; step++) {
      MetaBatch drawn = networks.withMaxNodes(130).metaBatch(1, step, 10, 32);
      assertTrue(drawn.nodes() <= 130, "step " + step + ": " + drawn.nodes());
      assertEquals(2, drawn.size());
    }
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> networks.withMaxNodes(3).metaBatch(1, 0, 10, 32));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("training: nodes of a step: expected at most 3"),
        e.getMessage());
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    GhnRecipe recipe = recipe(1);
    assertRefused(
        "training: networks in a step: expected 1 or more, got 0",
        () -> recipe.networks().withMetaBatch(0));
    assertRefused(
        "training: images in a step: expected 1 or more, got 0",
        () -> recipe.images().withBatch(0));
    assertRefused(
        "training: learning rate: expected more than 0, got 0.0",
        () -> recipe.optimization().withLearningRate(0));
    assertRefused(
        "training: steps: expected 1 or more, got 0",
        () -> GhnRecipe.published(TinyGhn.config(), 0, 1));
  }

  private static void assertRefused(String message, Runnable attempt) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, attempt::run).getMessage());
  }

  @Test
  void theLearningRateFallsAtSharesOfAllSteps() {
    OptimizationRecipe published = OptimizationRecipe.published();
    assertEquals(1e-3, published.schedule(300).at(199), 1e-12);
    assertEquals(1e-4, published.schedule(300).at(200), 1e-12);
    assertEquals(1e-5, published.schedule(300).at(250), 1e-12);
    assertEquals(1e-3, published.schedule(GhnRecipe.ENDLESS).at(1_000_000), 1e-12);
  }
}
