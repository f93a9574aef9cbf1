package dev.jacquard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacquard.tensor.OpenCl;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.Npy;
import dev.jacquard.tensor.io.StoredArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every command, whatever it does. */
@Tag("portable")
class ContractTest {
  private static final String ONE_LINE = "jacquard: [^\n]*\n";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path directory;

  /** Arguments with which each command works; a new command needs an entry. */
  private static Map<String, List<String>> working() throws IOException {
    Path file = directory.resolve("a file.npy");
    Npy.write(file, StoredArray.of(Tensor.zeros(2, 3)));
    SmallNetwork small = SmallNetwork.in(directory);
    String network = small.description().toString();
    return Map.of(
        "info",
        List.of("info"),
        "graph",
        List.of("graph", network, "--svg=" + directory.resolve("graph.svg")),
        "inspect",
        List.of("inspect", file.toString()),
        "run",
        List.of(
            "run",
            network,
            "--weights=" + small.weights(),
            "--images=" + small.images(),
            "--out=" + directory.resolve("logits.npy")),
        "train-net",
        List.of("train-net", network, "--steps=1", "--batch=2", "--test=2"),
        "predict",
        List.of("predict", "squeezenet1_1", "--no-eval"),
        "eval",
        List.of("eval", "--count=1", "--images=2"),
        "train-ghn",
        List.of(
            "train-ghn",
            "--steps=1",
            "--meta-batch=1",
            "--batch=2",
            "--cells=4-4",
            "--width=16",
            "--validate-every=0",
            "--out=" + Files.createTempDirectory(directory, "ghn")),
        "archs",
        List.of("archs", "--count=2", "--stats", "--out=" + directory.resolve("archs.jsonl")),
        "compare",
        List.of(
            "compare",
            "--dataset=synthetic",
            "--count=1",
            "--steps=0,1",
            "--images=2",
            "--cells=4-4",
            "--cell-steps=1-1",
            "--width=16"));
  }

  static Set<String> names() {
    return Jacquard.commandLine().getSubcommands().keySet();
  }

  private static String[] args(String command, String... more) throws IOException {
    List<String> args = new ArrayList<>(working().getOrDefault(command, List.of()));
    args.addAll(Arrays.asList(more));
    return args.toArray(String[]::new);
  }

  private static Outcome run(String command, String... more) throws IOException {
    return Outcome.of(args(command, more));
  }

  private static void assertFails(int exit, String part, Outcome outcome) {
    assertAll(
        () -> assertEquals(exit, outcome.exit()),
        () -> assertEquals("", outcome.out()),
        () -> assertTrue(outcome.err().matches(ONE_LINE), outcome.err()),
        () -> assertTrue(outcome.err().contains(part), outcome.err()));
  }

  @Test
  void everyCommandIsTested() throws IOException {
    assertEquals(names(), working().keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void commandsPrintTextWithoutJson(String command) throws IOException {
    Outcome outcome = run(command);

    assertEquals(0, outcome.exit(), outcome.err());
    assertTrue(outcome.out().endsWith("\n"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void commandsPrintOneJsonObjectWhereAskedFor(String command) throws IOException {
    Outcome outcome = run(command, "--json");

    assertEquals(0, outcome.exit(), outcome.err());
    List<String> documents =
        Set.of("eval", "compare").contains(command)
            ? outcome.out().lines().toList()
            : List.of(outcome.out());
    for (String document : documents) {
      assertInstanceOf(Map.class, Json.parse(document));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void helpListsTheCommonOptions(String command) {
    Outcome outcome = Outcome.of(command, "--help");

    assertAll(
        () -> assertEquals(0, outcome.exit()),
        () -> assertEquals("", outcome.err()),
        () -> assertTrue(outcome.out().contains("Usage: jacquard " + command)),
        () -> assertTrue(outcome.out().contains("--backend=NAME")),
        () -> assertTrue(outcome.out().contains("--threads=N")),
        () -> assertTrue(outcome.out().contains("--json")),
        () -> assertTrue(outcome.out().contains("-h, --help")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void mainHelpListsTheCommand(String command) {
    Outcome outcome = Outcome.of("--help");

    assertEquals(0, outcome.exit());
    assertTrue(outcome.out().contains("\n  " + command + " "), outcome.out());
  }

  @ParameterizedTest
  @MethodSource("names")
  void unknownOptionIsWrongUsage(String command) throws IOException {
    assertFails(2, "jacquard " + command + " --help", run(command, "--no-such-option"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void oneArgumentTooManyIsWrongUsage(String command) throws IOException {
    assertFails(2, "'superfluous'", run(command, "superfluous"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void numberOfThreadsThatIsNoneIsWrongUsage(String command) throws IOException {
    assertFails(2, "'many'", run(command, "--threads", "many"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void numberOfThreadsOutOfRangeIsWrongUsage(String command) throws IOException {
    assertFails(2, "expected 1 to 1024", run(command, "--threads", "0"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void optionWithoutItsValueIsWrongUsage(String command) throws IOException {
    assertFails(2, "--backend", run(command, "--backend"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void unknownBackendIsWrongUsage(String command) throws IOException {
    assertFails(2, "expected auto, scalar, simd or opencl", run(command, "--backend", "gpu"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void backendThatCannotRunIsAFailure(String command) throws IOException {
    boolean devices = !OpenCl.find().devices().isEmpty();

    assertFails(
        devices ? 2 : 1,
        devices ? "device 999999: expected 0 to " : "backend opencl: ",
        run(command, "--backend", "opencl", "--device", "999999", "--json"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aDeviceIsForOpenClOnly(String command) throws IOException {
    assertFails(2, "expected 0 or more, and --backend opencl", run(command, "--device", "0"));
    assertFails(
        2,
        "expected 0 or more, and --backend opencl",
        run(command, "--backend", "opencl", "--device", "-1"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void outputThatCannotBeWrittenIsAFailure(String command) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exit = Jacquard.run(args(command), failing("No space left on device"), err, Map.of());

    assertEquals(1, exit);
    String lines = err.toString(UTF_8);
    assertTrue(lines.endsWith("jacquard: standard output: No space left on device\n"), lines);
  }

  @ParameterizedTest
  @MethodSource("names")
  void readerThatLeavesIsNoFailure(String command) throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exit = Jacquard.run(args(command), failing("Broken pipe"), err, Map.of());

    assertEquals(0, exit);
    assertFalse(err.toString(UTF_8).contains("jacquard: "), err.toString(UTF_8));
  }

  @Test
  void unknownCommandIsWrongUsage() {
    assertFails(2, "unknown command 'weave'", Outcome.of("weave"));
  }

  @Test
  void noCommandIsWrongUsage() {
    assertFails(
        2,
        "expected a command: predict, eval, compare, run, train-net, train-ghn, archs, graph,"
            + " inspect, info",
        Outcome.of());
  }

  @Test
  void unknownOptionOfTheProgramIsWrongUsage() {
    assertFails(2, "'--no-such-option'", Outcome.of("--no-such-option"));
  }

  @Test
  void lineFeedInAnArgumentDoesNotMakeASecondLine() {
    assertFails(2, "'a\\u000ab'", Outcome.of("a\nb"));
  }

  @Test
  void versionIsThatOfTheBuild() {
    Outcome outcome = Outcome.of("--version");

    assertEquals(0, outcome.exit());
    assertTrue(outcome.out().matches("jacquard \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), outcome.out());
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
