package dev.jacquard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processor as Linux describes it; elsewhere little is known. */
final class Processor {
  private static final String UNKNOWN = "unknown";
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

  private Processor() {}

  /** Its name, with the numbers of its model, which tell more where the name is a guise. */
  static String model() throws IOException {
    return Files.isReadable(CPUINFO) ? model(Files.readAllLines(CPUINFO)) : UNKNOWN;
  }

  /** The model from the lines of {@code /proc/cpuinfo}. */
  static String model(List<String> cpuinfo) {
    String name = field(cpuinfo, "model name");
    return name.equals(UNKNOWN)
        ? UNKNOWN
        : name
            + " (family "
            + field(cpuinfo, "cpu family")
            + ", model "
            + field(cpuinfo, "model")
            + ")";
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
        .map(parts -> parts[1].strip())
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** The caches that a core uses, as in {@code L1 Data 32K, L2 Unified 1024K}. */
  static String caches() throws IOException {
    return caches(CACHES);
  }

  /** The caches from a folder that describes each in a folder of its own. */
  static String caches(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return UNKNOWN;
    }
    try (Stream<Path> caches = Files.list(folder)) {
      return caches
          .filter(cache -> Files.isReadable(cache.resolve("size")))
          .map(Processor::cache)
          .sorted()
          .reduce((left, right) -> left + ", " + right)
          .orElse(UNKNOWN);
    }
  }

  private static String cache(Path folder) {
    return "L" + read(folder, "level") + " " + read(folder, "type") + " " + read(folder, "size");
  }

  private static String read(Path cache, String fact) {
    try {
      return Files.readString(cache.resolve(fact)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
