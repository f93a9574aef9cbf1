package dev.jacquard.hypernet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacquard.tensor.Backend;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import dev.jacquard.tensor.kernel.Offload;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Results of the published reference: a few are here, and where there are more is told from
 * outside.
 */
public final class Golden {
  private Golden() {}

  /** The directory of those that are here. */
  public static Path own() throws URISyntaxException {
    URL place = Objects.requireNonNull(Golden.class.getResource("/golden"), "no folder golden");
    return Path.of(place.toURI());
  }

  /** Whether the tests have been told of a directory of more. */
  public static boolean isTold() {
    return !place().isEmpty();
  }

  private static String place() {
    return Objects.requireNonNullElse(
        System.getProperty("jacquard.golden", System.getenv("JACQUARD_GOLDEN")), "");
  }

  /** The directory of which the tests have been told; without it the test is skipped. */
  public static Path directory() {
    assumeTrue(
        isTold(),
        "skipped: neither -Djacquard.golden nor JACQUARD_GOLDEN says where the golden files are");
    Path directory = Path.of(place()).toAbsolutePath();
    assertTrue(
        Files.isDirectory(directory),
        "-Djacquard.golden or JACQUARD_GOLDEN: no directory " + directory);
    return directory;
  }

  /** A file of the directory of which the tests have been told; skips where it has none. */
  public static Path file(String name) {
    Path file = directory().resolve(name);
    assumeTrue(Files.exists(file), "skipped: no file " + file);
    return file;
  }

  /** The cases of a directory, which has one or more. */
  public static List<Path> cases(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> cases = all.filter(Golden::isCase).sorted().toList();
      assertFalse(cases.isEmpty(), "no case, which is a folder with a graph, in " + directory);
      return cases;
    }
  }

  private static boolean isCase(Path path) {
    return !GoldenNetwork.of(path).isEmpty();
  }

  /** What a document or file holds under a name. */
  public static Object get(Object map, String name) {
    return Objects.requireNonNull(((Map<?, ?>) map).get(name), name);
  }

  /** A list in a document. */
  public static List<?> list(Object json) {
    return (List<?>) json;
  }

  /** A list in a document, empty where there is none. */
  public static List<?> list(Object map, String name) {
    return Objects.requireNonNullElse((List<?>) ((Map<?, ?>) map).get(name), List.of());
  }

  /** A number in a document. */
  public static double number(Object map, String name) {
    return ((Number) get(map, name)).doubleValue();
  }

  /**
   * A backend on two threads; skips where it cannot run, but not where OpenCL is required. A device
   * takes all that it can.
   */
  public static Compute open(Backend backend) {
    try {
      return backend == Backend.OPENCL
          ? Compute.openDevice(-1, 2, Offload.EVERYTHING)
          : Compute.open(backend, 2);
    } catch (UnsupportedOperationException e) {
      if (backend == Backend.OPENCL && System.getenv("JACQUARD_OPENCL") != null) {
        throw e;
      }
      return abort("skipped: " + e.getMessage());
    }
  }

  /** A document of a case. */
  public static Object json(Path directory, String file) throws TensorFileException {
    return Json.read(directory.resolve(file));
  }
}
