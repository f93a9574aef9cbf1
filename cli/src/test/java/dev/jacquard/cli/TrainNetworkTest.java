package dev.jacquard.cli;

import static dev.jacquard.cli.Outcome.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
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
class TrainNetworkTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private SmallNetwork small;

  @BeforeEach
  void writeFiles() throws IOException {
    small = SmallNetwork.in(directory);
  }

  private Outcome train(String... more) {
    List<String> args = new ArrayList<>(List.of("train-net", small.description().toString()));
    args.addAll(Arrays.asList(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private Map<?, ?> json(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("--test=8", "--json"));
    args.addAll(Arrays.asList(more));
    return train(args.toArray(String[]::new)).json();
  }

  private static List<?> losses(Map<?, ?> json) {
    return (List<?>) get(json, "losses");
  }

  /** One batch's loss is a matter of luck: five stand against five. */
  @Test
  void everyOptimiserLowersTheLoss() throws IOException {
    for (String optimizer : List.of("sgd", "adam", "adamw")) {
      List<?> losses =
          losses(json("--steps=40", "--batch=32", "--optimizer", optimizer, "--lr=0.1"));

      assertEquals(40, losses.size());
      double before = mean(losses.subList(0, 5));
      double after = mean(losses.subList(35, 40));
      assertTrue(after < before - 0.05, optimizer + ": from " + before + " to " + after);
    }
  }

  private static double mean(List<?> losses) {
    return losses.stream().mapToDouble(loss -> (double) loss).average().orElseThrow();
  }

  @Test
  void theSameSeedGivesTheSameLossesOnOneAndTwoThreads() throws IOException {
    List<?> one = losses(json("--steps=5", "--batch=16", "--seed=3", "--threads=1"));
    List<?> two = losses(json("--steps=5", "--batch=16", "--seed=3", "--threads=2"));
    List<?> other = losses(json("--steps=5", "--batch=16", "--seed=4", "--threads=2"));

    assertEquals(one, two);
    assertNotEquals(one, other);
  }

  @Test
  void anEpochIsEveryTrainingImageOnce() throws IOException {
    Map<?, ?> json = json("--epochs=1", "--batch=512");

    assertEquals(5000L, get(json, "trainImages"));
    assertEquals(10L, get(json, "steps"));
    assertEquals(8L, get(json, "testImages"));
  }

  @Test
  void weightsAreWrittenAndCanBeTrainedOn() throws IOException {
    Path out = directory.resolve("trained.safetensors");
    json("--steps=3", "--batch=16", "--out=" + out);
    StateDict state = WeightFile.read(out, small.network());
    assertEquals(3, state.statistics().orElseThrow().get("bn").batches());

    json("--steps=2", "--batch=16", "--init=" + out, "--out=" + out);
    StateDict further = WeightFile.read(out, small.network());
    assertEquals(5, further.statistics().orElseThrow().get("bn").batches());
  }

  @Test
  void anEndingThatIsNoneIsWrongUsageBeforeTheTraining() {
    Path out = directory.resolve("trained.weights");
    Outcome outcome = train("--out=" + out);

    assertEquals(2, outcome.exit());
    assertTrue(outcome.err().contains("expected a name that ends in .safetensors"), outcome.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void stepsAndEpochsTogetherAreWrongUsage() {
    assertEquals(2, train("--steps=1", "--epochs=1").exit());
  }

  @Test
  void numbersBelowOneAreWrongUsage() {
    for (String option : List.of("--steps=0", "--epochs=0", "--batch=-1")) {
      Outcome outcome = train(option);

      assertEquals(2, outcome.exit(), option);
      assertTrue(outcome.err().contains("expected 1 or more"), outcome.err());
    }
  }

  @Test
  void aNetworkWithFewerClassesThanTheDataIsAnErrorThatGivesBothNumbers() {
    Outcome outcome = Outcome.of("train-net", "squeezenet1_1", "--classes=7", "--steps=1");

    assertEquals(1, outcome.exit());
    assertEquals(
        "jacquard: squeezenet1_1: expected logits [1, 10] of an image, for the classes of"
            + " Fashion-MNIST (embedded), it gives [1, 7]\n",
        outcome.err());
  }

  @Test
  void aLossThatIsNotFiniteIsAFailureThatNamesTheStep() {
    Path out = directory.resolve("trained.safetensors");
    Outcome outcome = train("--steps=50", "--batch=16", "--lr=1e30", "--out=" + out);

    assertEquals(1, outcome.exit());
    assertTrue(
        outcome.err().matches("jacquard: small: step \\d+: the loss is \\w+, expected .*\n"),
        outcome.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void unknownChoicesAreWrongUsage() {
    for (String option :
        List.of("--dataset=mnist", "--optimizer=lion", "--schedule=linear", "--test=many")) {
      Outcome outcome = train("--steps=1", option);

      assertEquals(2, outcome.exit(), option);
      assertTrue(outcome.err().contains("expected"), outcome.err());
    }
  }

  @Test
  void cifar10WithoutADirectoryIsAnErrorThatNamesItsFiles() {
    Outcome outcome = train("--dataset=cifar10", "--steps=1");

    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains("data_batch_1.bin"), outcome.err());
  }

  @Test
  void aMissingDirectoryIsAnError() {
    Path nowhere = directory.resolve("nowhere");
    Outcome outcome = train("--data=" + nowhere, "--steps=1");

    assertEquals(1, outcome.exit());
    assertTrue(outcome.err().contains(nowhere.toString()), outcome.err());
  }
}
