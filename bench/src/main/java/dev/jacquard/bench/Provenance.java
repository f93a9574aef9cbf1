package dev.jacquard.bench;

import dev.jacquard.tensor.io.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.runner.options.Options;

/** Says on what, when and with what command something is measured. */
final class Provenance {
  private Provenance() {}

  /**
   * What is known before anything is measured.
   *
   * @param commandLine as it was given
   * @param options what JMH reads from it
   * @throws IOException if the JVM that the benchmarks would run in does not start
   */
  static Map<String, Object> of(List<String> commandLine, Options options) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("command", commandLine);
    facts.put("commit", commit());
    facts.put("processor", Processor.model());
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("caches", Processor.caches());
    facts.put("load before", load());
    facts.put(
        "system",
        String.join(
            " ",
            System.getProperty("os.name", ""),
            System.getProperty("os.version", ""),
            System.getProperty("os.arch", "")));
    facts.putAll(ofForks(options));
    return facts;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** The commit of the work tree that the jar lies in, if it lies in one and there is Git. */
  private static String commit() {
    Path jar = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
    if (!Files.exists(jar)) {
      return "unknown";
    }
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40")
              .directory(Objects.requireNonNull(jar.getParent()).toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return printed.isEmpty() ? "unknown" : printed;
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** What only a JVM like that of the benchmarks knows: it has the Vector API, and the natives. */
  private static Map<String, Object> ofForks(Options options) throws IOException {
    Path file = Files.createTempFile("facts", ".json");
    try {
      List<String> command = new ArrayList<>();
      command.add(
          options
              .getJvm()
              .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
      command.add("--add-modules=jdk.incubator.vector");
      command.addAll(options.getJvmArgs().orElse(List.of()));
      command.addAll(
          List.of(
              "-cp",
              System.getProperty("java.class.path", ""),
              ForkFacts.class.getName(),
              file.toString()));
      Process process = new ProcessBuilder(command).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException("no JVM to measure in: " + String.join(" ", command));
      }
      Map<String, Object> facts = new LinkedHashMap<>();
      if (Json.read(file) instanceof Map<?, ?> read) {
        read.forEach((name, fact) -> facts.put(String.valueOf(name), fact));
      }
      return facts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(file);
    }
  }
}
