package dev.jacquard.nn.model;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Results of the published reference; where they are is told from outside. */
final class Golden {
  private Golden() {}

  /** The directory of all of them; without it the test is skipped. */
  static Path directory() {
    String place =
        Objects.requireNonNullElse(
            System.getProperty("jacquard.golden", System.getenv("JACQUARD_GOLDEN")), "");
    assumeTrue(
        !place.isEmpty(),
        "skipped: neither -Djacquard.golden nor JACQUARD_GOLDEN says where the golden files are");
    return Path.of(place);
  }

  /** What a document or file holds under a name. */
  static <V> V get(Map<?, ? extends V> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  static Map<?, ?> map(Object json) {
    return (Map<?, ?>) json;
  }

  static List<?> list(Object json) {
    return (List<?>) json;
  }
}
