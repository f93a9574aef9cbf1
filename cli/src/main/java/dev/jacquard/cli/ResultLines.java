package dev.jacquard.cli;

import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Results that are found one after the other, as JSON Lines in a file, if there is one: a run that
 * is broken off goes on behind the last whole line. The first line says of what the results are.
 */
final class ResultLines {
  private final Optional<Path> file;
  private final List<Map<String, Object>> lines = new ArrayList<>();

  private ResultLines(Optional<Path> file) {
    this.file = file;
  }

  /**
   * Opens the file, or begins it.
   *
   * @param of of what the results are
   * @throws TensorFileException if the file is of something else, or no such file
   * @throws IOException if it cannot be read or written
   */
  static ResultLines open(Optional<Path> file, Map<String, Object> of) throws IOException {
    ResultLines results = new ResultLines(file);
    if (file.isEmpty()) {
      return results;
    }
    String first = Json.line(of);
    String text = Files.exists(file.get()) ? Files.readString(file.get()) : "";
    if (first.startsWith(text)) {
      // New, or all that a killed process has left.
      Files.writeString(file.get(), first);
    } else {
      results.read(file.get(), text, first);
    }
    return results;
  }

  private void read(Path path, String text, String first) throws IOException {
    int whole = text.lastIndexOf('\n') + 1;
    List<String> found = text.substring(0, whole).lines().toList();
    if (found.isEmpty() || !(found.get(0) + "\n").equals(first)) {
      throw new TensorFileException(
          path
              + ": expected results of "
              + first.strip()
              + ", it has those of "
              + (found.isEmpty() ? "nothing" : found.get(0)));
    }
    for (String line : found.subList(1, found.size())) {
      Map<String, Object> result = new LinkedHashMap<>();
      if (Json.parse(line) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> result.put(String.valueOf(name), value));
      }
      lines.add(result);
    }
    if (whole < text.length()) {
      // What a killed process has left of a line.
      Files.writeString(path, text.substring(0, whole), StandardCharsets.UTF_8);
    }
  }

  /** The number under a name of a result, or of a part of it; NaN where there is none. */
  static double number(Object result, String name) {
    return result instanceof Map<?, ?> map && map.get(name) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  /** What is there so far, in order. */
  List<Map<String, Object>> lines() {
    return lines;
  }

  /**
   * Adds a result.
   *
   * @throws IOException if it cannot be written
   */
  void add(Map<String, Object> result) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), Json.line(result), StandardOpenOption.APPEND);
    }
    lines.add(result);
  }
}
