package dev.jacquard.cli;

import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.TensorFileException;
import java.util.List;
import java.util.Map;

/**
 * What a command found out, in both forms; one of them is printed.
 *
 * @param lines for programs, before the object where a command finds out many of a kind: JSON Lines
 * @param json for programs: a tree as {@link dev.jacquard.tensor.io.Json} writes it, with names in
 *     lower camel case
 * @param text for people: lines that each end in a line feed
 */
record Result(List<Map<String, Object>> lines, Map<String, Object> json, String text) {
  /** One object. */
  Result(Map<String, Object> json, String text) {
    this(List.of(), json, text);
  }

  /** What is printed for programs. */
  String printedJson() throws TensorFileException {
    if (lines.isEmpty()) {
      return Json.format(json);
    }
    StringBuilder printed = new StringBuilder();
    for (Map<String, Object> line : lines) {
      printed.append(Json.line(line));
    }
    return printed.append(Json.line(json)).toString();
  }
}
