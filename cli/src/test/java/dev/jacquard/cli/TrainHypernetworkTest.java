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
import java.nio.file.StandardOpenOption;
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
    return Outcome.of(
        "train-ghn",
        List.of(
            "--meta-batch=1",
            "--batch=2",
            "--cells=4-5",
            "--width=16,32",
            "--validate-networks=1",
            "--validate-images=2",
            "--out=" + folder(folder)),
        more);
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
    assertEquals(3, log.size());
    Map<?, ?> begin = (Map<?, ?>) Json.parse(log.get(0));
    assertEquals(0L, begin.get("begin"));
    assertEquals(0L, begin.get("seed"));
    assertTrue(
        String.valueOf(begin.get("command")).startsWith("jacquard train-ghn --meta-batch=1"));
    assertTrue(
        begin.keySet().containsAll(List.of("date", "jacquard", "commit", "java", "processor")));
    assertEquals(20L, ((Map<?, ?>) Json.parse(log.get(1))).get("step"));
    assertEquals(json.get("validation"), ((Map<?, ?>) Json.parse(log.get(2))).get("validation"));
    assertEquals(20L, json.get("bestStep"));
  }

  @Test
  void aLogThatWasCutOffInItsLastLineGoesOn() throws IOException {
    assertEquals(0, train("cut", "--steps=20", "--validate-every=0").exit());
    Path log = folder("cut").resolve("log.jsonl");
    Files.writeString(log, "{\"step\": 20, \"los", StandardOpenOption.APPEND);
    assertEquals(0, train("cut", "--steps=20", "--validate-every=0", "--resume").exit());

    List<String> lines = Files.readAllLines(log);
    assertEquals(3, lines.size());
    assertEquals(20L, ((Map<?, ?>) Json.parse(lines.get(1))).get("step"));
    assertEquals(20L, ((Map<?, ?>) Json.parse(lines.get(2))).get("begin"));
  }

  @Test
  void aDamagedCheckpointIsToldAndTheOneBeforeUsed() throws IOException {
    assertEquals(0, train("damaged", "--steps=3", "--validate-every=0").exit());
    Path last = folder("damaged").resolve("checkpoint-00000003.safetensors");
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length / 2] ^= 1;
    Files.write(last, bytes);
    Outcome outcome = train("damaged", "--steps=3", "--validate-every=0", "--resume", "--json");

    assertEquals(0, outcome.exit(), outcome.err());
    assertTrue(outcome.err().startsWith(last + ": damaged: "), outcome.err());
    assertEquals(3L, ((Map<?, ?>) Json.parse(outcome.out())).get("stepsMade"));
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
    assertFails(2, "expected a range such as 4-8", train("none", "--cells=few"));
    assertFails(2, "cells: expected a range within", train("none", "--cells=5-4"));
    assertFails(2, "expected train, published, or a list", train("none", "--width=wide"));
    assertFails(2, "crop=4,flip,rotate=10", train("none", "--augment=blur"));
    assertFails(2, "a number in the place of 'x'", train("none", "--augment=crop=x"));
    assertFails(2, "a number in the place of 'x'", train("none", "--lr-decay-at=0.5,x"));
    assertFails(2, "networks in a step: expected 1", train("none", "--meta-batch=0"));
    assertFails(2, "expected less than the 5000", train("none", "--validate-images=5000"));
    assertFails(2, "expected ghn2, ghn1 or mlp", train("none", "--variant=ghn3"));
    assertFails(2, "expected a time such as 90m", train("none", "--budget=soon"));
    assertFails(2, "steps: expected 1 or more", train("none", "--steps=0"));
    assertFails(2, "fashion-mnist", train("none", "--dataset=mnist"));
    assertFalse(Files.exists(folder("none")));
  }

  @Test
  void resumingBeginsWhereThereIsNoTraining() throws IOException {
    Outcome outcome = train("empty", "--steps=1", "--validate-every=0", "--resume", "--json");

    assertEquals(0, outcome.exit(), outcome.err());
    assertEquals(1L, ((Map<?, ?>) Json.parse(outcome.out())).get("stepsMade"));
  }
}
