package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private static Outcome eval(String... more) {
    return run("eval", more);
  }

  private static Outcome run(String command, String... more) {
    return Outcome.of(
        command, List.of("--count=3", "--images=70", "--cells=4-6", "--width=16,32"), more);
  }

  private static List<Map<?, ?>> lines(Outcome outcome) throws IOException {
    assertEquals(0, outcome.exit(), outcome.err());
    List<Map<?, ?>> lines = new ArrayList<>();
    for (String line : outcome.out().lines().toList()) {
      lines.add((Map<?, ?>) Json.parse(line));
    }
    return lines;
  }

  @Test
  void aLineForEachNetworkAndOneObjectForAll() throws IOException {
    List<Map<?, ?>> lines = lines(eval("--json"));
    assertEquals(4, lines.size());
    double sum = 0;
    double best = 0;
    for (int k = 0; k < 3; k++) {
      assertEquals((long) k, lines.get(k).get("index"));
      double accuracy = (double) Outcome.get(lines.get(k), "accuracy");
      sum += accuracy;
      best = Math.max(best, accuracy);
    }
    Map<?, ?> all = lines.get(3);
    assertEquals("test", all.get("split"));
    assertEquals(3L, all.get("count"));
    assertEquals(sum / 3, (double) Outcome.get(all, "mean"), 1e-12);
    assertEquals(best, all.get("best"));
    assertEquals("16,32", all.get("width"));
    assertTrue((double) Outcome.get(all, "mean") > 0.3, "trained");
  }

  @Test
  void whatAFileHasIsNotMeasuredAgain() throws IOException {
    Path file = directory.resolve("eval.jsonl");
    List<Map<?, ?>> whole = lines(eval("--json", "--out=" + file));
    List<String> written = Files.readAllLines(file);
    assertEquals(4, written.size());
    // Two networks, the first of which has never been as good, and half a line.
    String told = written.get(1).replaceAll("\"accuracy\":[^,]*", "\"accuracy\":0.875");
    Files.writeString(
        file, written.get(0) + "\n" + told + "\n" + written.get(2) + "\n{\"index\":2,\"nod");
    List<Map<?, ?>> resumed = lines(eval("--json", "--out=" + file));

    assertEquals(0.875, resumed.get(0).get("accuracy"));
    assertEquals(whole.get(1), resumed.get(1));
    assertEquals(whole.get(2).get("accuracy"), resumed.get(2).get("accuracy"));
    assertEquals(4, Files.readAllLines(file).size());

    // All that a process has left that was killed at once.
    Path begun = directory.resolve("begun.jsonl");
    Files.writeString(begun, written.get(0).substring(0, 9));
    assertEquals(2, lines(eval("--json", "--out=" + begun, "--count=1")).size());
    assertEquals(written.get(0), Files.readAllLines(begun).get(0));

    Outcome other = eval("--json", "--out=" + file, "--seed=1");
    assertEquals(1, other.exit());
    assertTrue(other.err().contains("expected results of"), other.err());
  }

  @Test
  void runningStatisticsAreEstimatedForEachNetwork() throws IOException {
    // On fewer images the means can be the same by chance.
    List<Map<?, ?>> batch = lines(eval("--json", "--images=200"));
    List<Map<?, ?>> estimated = lines(eval("--json", "--images=200", "--bn=reestimate"));

    assertEquals(batch.get(2).get("parameters"), estimated.get(2).get("parameters"));
    double difference =
        (double) Outcome.get(batch.get(3), "mean") - (double) Outcome.get(estimated.get(3), "mean");
    assertTrue(difference != 0 && Math.abs(difference) < 0.3, "by " + difference);
  }

  @Test
  void choicesThatMakeNoSenseAreWrongUsage() {
    assertUsage("expected batch or reestimate", eval("--bn=running"));
    assertUsage("split 'tests': expected one of train", eval("--split=tests"));
    assertUsage("--count 0: expected 1 or more", eval("--count=0"));
    assertUsage("expected train, published, or a list", eval("--width=all"));
    assertUsage("expected a list such as 0,100", run("compare", "--steps=few"));
    assertUsage("steps: expected rising numbers", run("compare", "--steps=5,1"));
  }

  private static void assertUsage(String part, Outcome outcome) {
    assertEquals(2, outcome.exit());
    assertTrue(outcome.err().contains(part), outcome.err());
  }

  @Test
  void predictionStandsBesideGradientDescent() throws IOException {
    Path plot = directory.resolve("plot");
    List<Map<?, ?>> lines =
        lines(
            run(
                "compare",
                "--json",
                "--count=2",
                "--cell-steps=1-2",
                "--dataset=synthetic",
                "--steps=0,3",
                "--plot=" + plot));
    assertEquals(3, lines.size());
    assertEquals(2, ((List<?>) Outcome.get(lines.get(0), "trained")).size());
    List<?> columns = (List<?>) Outcome.get(lines.get(2), "columns");
    assertEquals("predicted", ((Map<?, ?>) columns.get(0)).get("name"));
    assertEquals("SGD, 3 steps", ((Map<?, ?>) columns.get(2)).get("name"));
    assertTrue(Files.readString(directory.resolve("plot.svg")).contains("<svg"));
    assertTrue(Files.size(directory.resolve("plot.png")) > 1000);
  }

  @Test
  void architecturesAreDrawnAsOtherCommandsReadThem() throws IOException {
    Path file = directory.resolve("archs.jsonl");
    Outcome outcome =
        Outcome.of("archs", "--split=deep", "--count=4", "--stats", "--json", "--out=" + file);
    Map<?, ?> json = outcome.json();
    List<String> written = Files.readAllLines(file);
    assertEquals(4, written.size());
    double nodes = 0;
    for (String line : written) {
      nodes += (long) Outcome.get((Map<?, ?>) Json.parse(line), "num_nodes");
    }
    assertEquals(
        nodes / 4, (double) Outcome.get((Map<?, ?>) Outcome.get(json, "nodes"), "mean"), 1e-9);

    Path one = directory.resolve("one.json");
    Files.writeString(one, written.get(0));
    Map<?, ?> graph = Outcome.of("graph", one.toString(), "--json").json();
    assertEquals(
        Outcome.get((Map<?, ?>) Json.parse(written.get(0)), "num_nodes"),
        (long) ((List<?>) Outcome.get(graph, "nodes")).size());
  }
}
