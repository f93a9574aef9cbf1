package dev.jacquard.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.jacquard.tensor.OpenCl;
import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("portable")
class InfoTest {
  private static Map<?, ?> json(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("info", "--json"));
    args.addAll(List.of(more));
    return (Map<?, ?>) Json.parse(Outcome.of(args.toArray(String[]::new)).out());
  }

  @Test
  void jsonNamesDoNotChange() throws IOException {
    assertEquals(
        List.of(
            "version",
            "jvm",
            "javaVersion",
            "javaVendor",
            "os",
            "architecture",
            "processor",
            "processors",
            "backend",
            "reason",
            "threads",
            "openCl",
            "maxHeapBytes",
            "networks",
            "embeddedData"),
        List.copyOf(json().keySet()));
  }

  @Test
  void backendIsTheOneAskedFor() throws IOException {
    Map<?, ?> json = json("--backend", "scalar");

    assertEquals(List.of("scalar", "asked for"), List.of(json.get("backend"), json.get("reason")));
  }

  @Test
  void devicesAreListedOrElseWhatIsMissing() throws IOException {
    OpenCl found = OpenCl.find();
    Map<?, ?> json = (Map<?, ?>) requireNonNull(json().get("openCl"));

    assertEquals(found.devices().size(), ((List<?>) requireNonNull(json.get("devices"))).size());
    assertEquals(found.obstacle(), json.get("obstacle"));
    String first = found.devices().isEmpty() ? found.obstacle() : "0: ";
    String out = Outcome.of("info").out();
    assertTrue(out.contains("\nOpenCL         " + first), out);
  }

  @Test
  void aDeviceIsTakenWhereItIsAskedFor() throws IOException {
    assumeFalse(OpenCl.find().devices().isEmpty(), "no OpenCL device is there");
    Map<?, ?> asked = json("--backend", "opencl", "--device", "0");
    Map<?, ?> best = json("--backend", "opencl");

    assertEquals("opencl", asked.get("backend"));
    assertTrue(asked.get("reason") instanceof String r && r.startsWith("as asked for, device 0: "));
    assertEquals("opencl", best.get("backend"));
    assertTrue(best.get("reason") instanceof String r && r.startsWith("the best device, "));
  }

  @Test
  void threadsAreAsManyAsAskedFor() throws IOException {
    assertEquals(3L, json("--threads", "3").get("threads"));
  }

  @Test
  void threadsAreAsManyAsProcessorsOtherwise() throws IOException {
    assertEquals((long) Runtime.getRuntime().availableProcessors(), json().get("threads"));
  }

  @Test
  void textIsAligned() {
    Outcome outcome = Outcome.of("info", "--backend", "scalar");

    assertEquals(0, outcome.exit());
    assertTrue(outcome.out().contains("\nbackend        scalar (asked for)\n"), outcome.out());
    assertTrue(outcome.out().lines().allMatch(line -> line.matches("(?=.{16}).{13}  \\S.*")));
  }

  @Test
  void processorIsTheFirstModelNameOfLinux(@TempDir Path directory) throws IOException {
    Path cpuinfo = directory.resolve("cpuinfo");
    Files.writeString(cpuinfo, "processor\t: 0\nmodel name\t: Loom 1: fast\nmodel name\t: other\n");

    assertEquals(Optional.of("Loom 1: fast"), Processor.name(cpuinfo));
  }

  @Test
  void processorIsUnknownWhereNothingTellsIt(@TempDir Path directory) {
    assertEquals(Optional.empty(), Processor.name(directory.resolve("absent")));
  }
}
