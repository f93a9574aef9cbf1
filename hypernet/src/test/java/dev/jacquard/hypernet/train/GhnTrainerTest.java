package dev.jacquard.hypernet.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.Golden;
import dev.jacquard.hypernet.arch.CellNetwork;
import dev.jacquard.hypernet.arch.CellOperation;
import dev.jacquard.hypernet.arch.Genotype;
import dev.jacquard.hypernet.arch.Genotype.Cell;
import dev.jacquard.hypernet.arch.Genotype.Edge;
import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.TinyGhn;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("portable")
class GhnTrainerTest {
  private static final int[] LABELS = {0, 1, 2, 3, 4, 5, 6, 7};

  private static Network network(CellOperation operation) {
    Cell cell =
        new Cell(
            List.of(new Edge(operation, 1), new Edge(CellOperation.SKIP_CONNECT, 0)), List.of(2));
    return CellNetwork.of(new Genotype(cell, cell), 2).withChannels(8).build("cells", 10, 16);
  }

  private static List<Network> networks() {
    return List.of(network(CellOperation.CONV_3X3), network(CellOperation.SEP_CONV_3X3));
  }

  private static Tensor images() {
    Tensor images = Tensor.zeros(LABELS.length, 3, 16, 16);
    RandomStream.of(3).fillNormal(images, 0, 1);
    return images;
  }

  private static GhnTrainer trainer(Ghn ghn) {
    return new GhnTrainer(ghn, Adam.of(0), LearningRate.constant(0.003), 5, 0, RandomStream.of(1));
  }

  private static List<Double> losses(Backend backend, int threads, int steps) {
    GhnTrainer trainer = trainer(TinyGhn.of(TinyGhn.config()));
    List<Double> losses = new ArrayList<>();
    try (Compute compute = Compute.open(backend, threads)) {
      for (int i = 0; i < steps; i++) {
        losses.add(trainer.step(compute, networks(), images(), LABELS).loss());
      }
      assertEquals(0, compute.pool().lent());
    }
    return losses;
  }

  @Test
  void stepsLowerTheLossOfNetworksThatShareImages() {
    List<Double> losses = losses(Backend.AUTO, 2, 30);

    assertTrue(losses.get(29) < 0.7 * losses.get(0), losses::toString);
  }

  @Test
  void theSameSeedGivesTheSameBitsOnOneAndTwoThreads() {
    assertEquals(losses(Backend.AUTO, 1, 4), losses(Backend.AUTO, 2, 4));
  }

  @Test
  void aLossThatIsNotFiniteSkipsTheStepAndIsCounted() {
    Ghn ghn = TinyGhn.of(TinyGhn.config());
    GhnTrainer trainer = trainer(ghn);
    Map<String, Tensor> before = new LinkedHashMap<>();
    ghn.parameters().forEach((name, tensor) -> before.put(name, tensor.copy()));
    Tensor images = images();
    images.set(Float.NaN, 0, 0, 0, 0);
    try (Compute compute = Compute.open(Backend.AUTO, 1)) {
      GhnTrainer.Step step = trainer.step(compute, networks(), images, LABELS);

      assertFalse(step.updated());
      assertEquals(0, compute.pool().lent());
    }
    assertEquals(1, trainer.skipped());
    assertEquals(1, trainer.steps());
    before.forEach(
        (name, tensor) ->
            assertTrue(tensor.bitEquals((Tensor) Golden.get(ghn.parameters(), name)), name));
  }
}
