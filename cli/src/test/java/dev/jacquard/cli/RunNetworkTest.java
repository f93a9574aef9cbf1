package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.model.Models;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.StoredArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class RunNetworkTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private SmallNetwork small;

  @BeforeEach
  void writeFiles() throws IOException {
    small = SmallNetwork.in(directory);
  }

  private Path out() {
    return directory.resolve("logits.npy");
  }

  private Outcome run(String network, Path weights, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "run",
                network,
                "--weights=" + weights,
                "--images=" + small.images(),
                "--out=" + out(),
                "--backend=scalar"));
    args.addAll(Arrays.asList(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private Outcome runSmall(Path weights, String... more) {
    return run(small.description().toString(), weights, more);
  }

  private Tensor expected(Run run) throws IOException {
    try (Compute compute = Compute.open(Backend.SCALAR, 1)) {
      return small.network().forward(small.parameters(), small.input(), run, compute);
    }
  }

  private Tensor written() throws IOException {
    return Npy.read(out()).toTensor();
  }

  @Test
  void logitsAreThoseOfTheNetwork() throws IOException {
    assertEquals("", runSmall(small.weights()).err());

    Run run = Run.evaluation(RunningStatistics.initial(small.network()));
    assertTrue(expected(run).bitEquals(written()));
  }

  @Test
  void batchesDoNotChangeLogitsWithRunningStatistics() throws IOException {
    assertEquals(0, runSmall(small.weights(), "--batch", "2").exit());

    Run run = Run.evaluation(RunningStatistics.initial(small.network()));
    assertTrue(expected(run).bitEquals(written()));
  }

  @Test
  void theWholeFileIsTheDefaultBatchForBatchStatistics() throws IOException {
    assertEquals(0, runSmall(small.withoutStatistics(), "--batch-stats").exit());

    assertTrue(expected(Run.batchStatistics()).bitEquals(written()));
  }

  @Test
  void weightsWithoutRunningStatisticsAreAnErrorThatSaysWhatToDo() throws IOException {
    Outcome outcome = runSmall(small.withoutStatistics());

    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("predicted.safetensors: expected running statistics"));
    assertTrue(outcome.err().contains("--batch-stats"), outcome.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void weightsOfAnotherNetworkAreNamed() throws IOException {
    Outcome outcome = run("squeezenet1_1", small.weights(), "--image-size", "32");

    assertEquals(1, outcome.exit());
    assertTrue(
        outcome
            .err()
            .matches(
                "jacquard: .*weights.pt does not fit squeezenet1_1: 52 missing"
                    + " \\(features.0.weight, features.0.bias, features.3.squeeze.weight, ...\\);"
                    + " 8 unknown \\(conv.weight, bn.weight, bn.bias, ...\\)\n"),
        outcome.err());
  }

  @Test
  void aWellKnownNetworkHasAsManyClassesAsItsWeights() throws IOException {
    Network network = Models.build("squeezenet1_1", 7, 32);
    Path weights = directory.resolve("seven.npz");
    StateDict state =
        new StateDict(
            Initialization.torch().begin(network, RandomStream.of(1)),
            RunningStatistics.initial(network));
    WeightFile.write(weights, network, state, Map.of());
    Npy.write(small.images(), StoredArray.of(Tensor.zeros(1, 3, 32, 32)));

    assertEquals("", run("squeezenet1_1", weights).err());
    assertEquals(Shape.of(1, 7), written().shape());
  }

  @Test
  void anUnknownNetworkIsWrongUsage() {
    Outcome outcome = run("resnet19", small.weights());

    assertEquals(2, outcome.exit());
    assertTrue(outcome.err().contains("resnet19"), outcome.err());
    assertTrue(outcome.err().contains("resnet18"), outcome.err());
  }

  @Test
  void imagesOfAnotherRankAreAnError() throws IOException {
    Npy.write(small.images(), StoredArray.of(Tensor.zeros(3, 16, 16)));
    Outcome outcome = runSmall(small.weights());

    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("images.npy: expected images [N, C, H, W], got [3, 16, 16]"));
  }

  @Test
  void imagesWithOtherChannelsAreAnErrorThatNamesTheLayer() throws IOException {
    Npy.write(small.images(), StoredArray.of(Tensor.zeros(1, 1, 16, 16)));
    Outcome outcome = runSmall(small.weights());

    assertEquals(1, outcome.exit());
    assertTrue(
        outcome.err().contains("small: conv: expected [N, 3, H, W], got [1, 1, 16, 16]"),
        outcome.err());
  }
}
