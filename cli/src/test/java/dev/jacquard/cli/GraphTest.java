package dev.jacquard.cli;

import static dev.jacquard.cli.Outcome.get;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.io.None;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class GraphTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  private static Map<?, ?> json(String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("graph", "--json"));
    all.addAll(List.of(args));
    return Outcome.of(all.toArray(String[]::new)).json();
  }

  private static List<?> list(Map<?, ?> json, String name) {
    return (List<?>) get(json, name);
  }

  private static long distance(Object edge) {
    return (long) ((List<?>) edge).get(2);
  }

  private String small() throws IOException {
    return SmallNetwork.in(directory).description().toString();
  }

  @Test
  void resNet50HasTheEdgesOfThePublishedGraph() throws IOException {
    Map<?, ?> json = json("resnet50");

    List<?> edges = list(json, "edges");
    long real = edges.stream().filter(edge -> distance(edge) == 1).count();
    assertEquals(126, list(json, "nodes").size());
    assertEquals(List.of(141L, 7686L), List.of(real, edges.size() - real));
    assertEquals(List.of(141L, 7686L), List.of(get(json, "edgeCount"), get(json, "virtualEdges")));
    assertTrue(edges.stream().allMatch(edge -> distance(edge) >= 1 && distance(edge) <= 50));
  }

  @Test
  void edgesAreInOrder() throws IOException {
    List<long[]> edges = new ArrayList<>();
    for (Object edge : list(json("resnet18"), "edges")) {
      edges.add(((List<?>) edge).stream().mapToLong(number -> (long) number).toArray());
    }
    List<long[]> sorted = new ArrayList<>(edges);
    sorted.sort(
        Comparator.<long[]>comparingLong(edge -> edge[0]).thenComparingLong(edge -> edge[1]));

    assertEquals(edges, sorted);
  }

  @Test
  void nodesAreDescribed() throws IOException {
    Map<?, ?> json = json(small());

    assertEquals(List.of("small", 166L), List.of(get(json, "network"), get(json, "parameters")));
    assertEquals(
        List.of(
            Map.of("index", 0L, "primitive", "input", "param_name", None.NONE, "shape", None.NONE),
            node(1, "conv", "conv.weight", 4L, 3L, 3L, 3L),
            node(2, "bn", "bn.weight", 4L),
            Map.of(
                "index", 3L, "primitive", "glob_avg", "param_name", None.NONE, "shape", None.NONE),
            node(4, "conv", "fc.weight", 10L, 4L),
            node(5, "bias", "fc.bias", 10L)),
        get(json, "nodes"));
  }

  private static Map<String, Object> node(
      long index, String primitive, String parameter, Long... shape) {
    return Map.of(
        "index", index, "primitive", primitive, "param_name", parameter, "shape", List.of(shape));
  }

  @Test
  void textCountsPrimitivesFromTheMostFrequentOn() throws IOException {
    assertEquals(
        """
        small (166 parameters): 6 nodes, 5 edges, 10 virtual edges, longest path 5

        primitive  nodes
        conv           2
        input          1
        bias           1
        bn             1
        glob_avg       1
        """,
        Outcome.of("graph", small()).out());
  }

  @Test
  void classesAndImageSizeAreThoseOfTheCommandLine() throws IOException {
    List<?> nodes = list(json("resnet18", "--classes=7", "--image-size=224"), "nodes");

    assertEquals(List.of(64L, 3L, 7L, 7L), shape(nodes.get(1)));
    assertEquals(List.of(7L, 512L), shape(nodes.get(nodes.size() - 2)));
  }

  private static Object shape(Object node) {
    return get((Map<?, ?>) node, "shape");
  }

  @Test
  void drawingGoesToItsFileAndNothingIsLeftBesideIt() throws IOException {
    Path file = Files.createDirectory(directory.resolve("drawings")).resolve("small.svg");
    Files.writeString(file, "what was there");

    Map<?, ?> json = json(small(), "--svg=" + file);

    assertEquals(file.toString(), get(json, "svg"));
    assertTrue(Files.readString(file).startsWith("<?xml"));
    try (Stream<Path> files = Files.list(directory.resolve("drawings"))) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void drawingIsTheSameEachTime() throws IOException {
    Path first = directory.resolve("1.svg");
    Path second = directory.resolve("2.svg");

    assertEquals(0, Outcome.of("graph", "squeezenet1_0", "--svg=" + first).exit());
    assertEquals(0, Outcome.of("graph", "squeezenet1_0", "--svg=" + second).exit());

    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
  }

  @Test
  void aDirectoryThatIsNotThereIsAFailure() throws IOException {
    Path file = directory.resolve("nowhere").resolve("small.svg");

    assertFails(file + ": there is no such directory", file);
  }

  @Test
  void aDirectoryInPlaceOfTheFileIsAFailure() throws IOException {
    assertFails(directory + ": expected a file, this is a directory", directory);
  }

  private void assertFails(String message, Path file) throws IOException {
    Outcome outcome = Outcome.of("graph", small(), "--svg=" + file);

    assertAll(
        () -> assertEquals(1, outcome.exit()),
        () -> assertEquals("", outcome.out()),
        () -> assertEquals("jacquard: " + message + "\n", outcome.err()));
  }
}
