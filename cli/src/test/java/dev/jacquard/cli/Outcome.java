package dev.jacquard.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacquard.tensor.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a run of the program gave. */
record Outcome(int exit, String out, String err) {
  static Outcome of(String... args) {
    return in(Map.of(), args);
  }

  /** Runs a command with options, and with those of its usual ones in whose place none stands. */
  static Outcome of(String command, List<String> usual, String... options) {
    List<String> args = new ArrayList<>(List.of(command));
    for (String option : usual) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (Arrays.stream(options).noneMatch(other -> other.startsWith(name))) {
        args.add(option);
      }
    }
    args.addAll(List.of(options));
    return of(args.toArray(String[]::new));
  }

  static Outcome in(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Jacquard.run(args, out, err, environment);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The JSON object that a command printed which was done. */
  Map<?, ?> json() throws IOException {
    assertEquals(0, exit, err);
    return (Map<?, ?>) Json.parse(out);
  }

  /** What a JSON object holds under a name. */
  static Object get(Map<?, ?> json, String name) {
    return Objects.requireNonNull(json.get(name), name);
  }
}
