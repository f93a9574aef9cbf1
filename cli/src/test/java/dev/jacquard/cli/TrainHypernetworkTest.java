package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainHypernetworkTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private Path folder(String name) {
    return directory.resolve(name);
  }

  private Outcome train(String folder, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("train-ghn", "--meta-batch=1", "--batch=2", "--out=" + folder(folder)));
    args.addAll(Arrays.asList(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private static void assertFails(int exit, String part, Outcome outcome) {
    assertEquals(exit, outcome.exit());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  @Test
  void aTrainingLeavesAHypernetworkAndALog() throws IOException {
    Outcome outcome = train("short", "--steps=20", "--json");
    assertEquals(0, outcome.exit(), outcome.err());
    Map<?, ?> json = (Map<?, ?>) Json.parse(outcome.out());
    assertEquals(20L, json.get("steps"));
    assertEquals(1_620_764L, json.get("parameters"));

    Ghn ghn = GhnFile.read(folder("short").resolve("ghn.safetensors"));
    assertEquals(1_620_764, ghn.parameterCount());
    List<String> log = Files.readAllLines(folder("short").resolve("log.jsonl"));
    assertEquals(1, log.size());
    assertEquals(20L, ((Map<?, ?>) Json.parse(log.get(0))).get("step"));
  }

  @Test
  void aTrainingOnABudgetEndsAndGoesOn() throws IOException {
    assertEquals(0, train("timed", "--budget=0.001s").exit());
    assertFails(1, "there is a training already", train("timed", "--budget=0.001s"));

    Outcome outcome = train("timed", "--budget=0.001s", "--resume", "--json");
    assertEquals(0, outcome.exit(), outcome.err());
    assertFails(
        1, "checkpoint: seed: expected 3", train("timed", "--budget=1s", "--resume", "--seed=3"));
  }

  @Test
  void theSameSeedWritesTheSameBytesOnOneAndTwoThreads() throws IOException {
    assertEquals(0, train("one", "--steps=2", "--threads=1").exit());
    assertEquals(0, train("two", "--steps=2", "--threads=2").exit());

    assertArrayEquals(
        Files.readAllBytes(folder("one").resolve("ghn.safetensors")),
        Files.readAllBytes(folder("two").resolve("ghn.safetensors")));
  }

  @Test
  void choicesThatMakeNoSenseAreWrongUsage() {
    assertFails(2, "expected --steps or --budget", train("none", "--steps=1", "--budget=1s"));
    assertFails(2, "expected ghn2, ghn1 or mlp", train("none", "--variant=ghn3"));
    assertFails(2, "expected a time such as 90m", train("none", "--budget=soon"));
    assertFails(2, "steps: expected 1 or more", train("none", "--steps=0"));
    assertFails(2, "fashion-mnist", train("none", "--dataset=mnist"));
    assertFalse(Files.exists(folder("none")));
  }

  @Test
  void aFolderWithoutATrainingCannotBeGoneOnWith() {
    assertFails(1, "there is no such file", train("empty", "--steps=1", "--resume"));
  }
}
