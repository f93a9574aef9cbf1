package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.FashionMnist;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GhnRunTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  /** Notes what it is told. */
  private static final class Notes implements GhnRun.Listener {
    private final List<Long> steps = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();
    private final int interruptAt;
    private final boolean saving;
    private long best;

    Notes(int interruptAt, boolean saving) {
      this.interruptAt = interruptAt;
      this.saving = saving;
    }

    @Override
    public void step(GhnTrainer.Step step) {
      steps.add(step.step());
      if (steps.size() == interruptAt) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void validation(long steps, double accuracy, boolean isBest) {
      accuracies.add(accuracy);
      best = isBest ? steps : best;
    }

    @Override
    public boolean checkpointIsDue() {
      return saving;
    }
  }

  private static GhnValidation validation() throws TensorFileException {
    Splits data = FashionMnist.embedded();
    BatchLoader images = new BatchLoader(data.train().slice(100, 140), data.preprocessing(), 32);
    return new GhnValidation(GhnTrainingTest.recipe(1), images, 3);
  }

  private Notes run(String name, int steps, boolean saving) throws IOException {
    return run(name, steps, new Notes(-1, saving));
  }

  private Notes run(String name, int steps, Notes notes) throws IOException {
    GhnFolder folder = new GhnFolder(directory.resolve(name));
    Optional<GhnCheckpoint> before = folder.latest(damaged -> {});
    GhnRecipe recipe = GhnTrainingTest.recipe(1);
    GhnTraining training =
        before.isPresent()
            ? GhnTraining.resume(recipe, GhnTrainingTest.images(), before.get())
            : new GhnTraining(recipe, GhnTrainingTest.images());
    folder.prepare();
    try (Compute compute = Compute.open(Backend.AUTO, 2)) {
      new GhnRun(training, folder)
          .validating(validation(), 2)
          .run(compute, () -> notes.steps.size() >= steps, notes);
    }
    return notes;
  }

  private byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(directory.resolve(file));
  }

  @Test
  void aRunInPiecesEndsWhereAWholeOneDoes() throws IOException {
    Notes whole = run("whole", 100, false);
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L), whole.steps);
    assertEquals(3, whole.accuracies.size());
    assertEquals(
        whole.best,
        GhnCheckpoint.read(directory.resolve("whole/best.safetensors")).progress().bestStep());

    assertEquals(List.of(0L, 1L, 2L), run("pieces", 3, true).steps);
    assertEquals(List.of(3L, 4L), run("pieces", 2, true).steps);
    assertEquals(List.of(5L), run("pieces", 100, false).steps);
    assertTrue(run("pieces", 100, false).steps.isEmpty());

    String last = "checkpoint-00000006.safetensors";
    assertArrayEquals(bytes("whole/" + last), bytes("pieces/" + last));
    assertArrayEquals(bytes("whole/best.safetensors"), bytes("pieces/best.safetensors"));
  }

  @Test
  void anInterruptedRunLeavesACheckpointOfItsLastStep() {
    Notes notes = new Notes(2, false);
    assertThrows(CancellationException.class, () -> run("interrupted", 100, notes));

    assertTrue(Thread.interrupted());
    assertTrue(Files.exists(directory.resolve("interrupted/checkpoint-00000002.safetensors")));
    assertFalse(Files.exists(directory.resolve("interrupted/checkpoint-00000001.safetensors")));
  }

  @Test
  void validationIsTheMeanOverUnseenNetworks() throws TensorFileException {
    GhnTraining training = new GhnTraining(GhnTrainingTest.recipe(1), GhnTrainingTest.images());
    try (Compute one = Compute.open(Backend.AUTO, 1);
        Compute two = Compute.open(Backend.AUTO, 2)) {
      double accuracy = validation().accuracy(training.ghn(), one);

      assertEquals(accuracy, validation().accuracy(training.ghn(), two));
      assertTrue(accuracy >= 0 && accuracy <= 0.5, "untrained: " + accuracy);
    }
  }
}
