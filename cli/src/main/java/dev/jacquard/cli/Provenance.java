package dev.jacquard.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says when, where, and by what command and program something was made. */
final class Provenance {
  /** The system property by which the launcher says where the program lies. */
  private static final String HOME = "jacquard.home";

  private static final String UNKNOWN = "unknown";

  private Provenance() {}

  static Map<String, Object> of(Session session) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("command", "jacquard " + String.join(" ", session.arguments()));
    facts.put("jacquard", Version.number());
    facts.put("commit", commit());
    facts.put("java", System.getProperty("java.runtime.version", UNKNOWN));
    facts.put("processor", Processor.name().orElse(UNKNOWN));
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("compute", session.compute().toString());
    return facts;
  }

  /** The commit of the work tree that the program lies in, if it lies in one and there is Git. */
  static String commit() {
    String home = System.getProperty(HOME, "");
    if (home.isEmpty()) {
      return UNKNOWN;
    }
    try {
      Process git =
          new ProcessBuilder(
                  List.of("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"))
              .directory(Path.of(home).toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String printed =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return printed.isEmpty() ? UNKNOWN : printed;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
