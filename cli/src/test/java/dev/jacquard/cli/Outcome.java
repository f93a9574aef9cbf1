package dev.jacquard.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a run of the program gave. */
record Outcome(int exit, String out, String err) {
  static Outcome of(String... args) {
    return in(Map.of(), args);
  }

  static Outcome in(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Jacquard.run(args, out, err, environment);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
