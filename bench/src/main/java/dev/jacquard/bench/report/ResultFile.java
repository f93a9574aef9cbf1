package dev.jacquard.bench.report;

import dev.jacquard.tensor.io.Json;
import dev.jacquard.tensor.io.JsonFields;
import dev.jacquard.tensor.io.TensorFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run has measured, and on what. The file is a JSON object with three fields: {@code
 * format}, which is {@link #FORMAT}; {@code provenance}, an object of texts, numbers, lists and
 * objects of these; and {@code results}, the array that JMH writes with {@code -rf json}, as it is.
 *
 * @param provenance what was measured on what, by name
 * @param results JMH's
 */
public record ResultFile(Map<?, ?> provenance, List<?> results) {
  /** Says what the file is. */
  public static final String FORMAT = "jacquard-benchmarks-1";

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is no such file; the message names it
   */
  public static ResultFile read(Path path) throws IOException {
    try {
      Object tree = Json.read(path);
      JsonFields fields = new JsonFields("results", tree);
      String format = fields.text("format");
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException("format: expected " + FORMAT + ", got " + format);
      }
      if (!(tree instanceof Map<?, ?> root && root.get("provenance") instanceof Map<?, ?> facts)) {
        throw new IllegalArgumentException("expected an object 'provenance'");
      }
      return new ResultFile(facts, fields.list("results"));
    } catch (IllegalArgumentException e) {
      throw new TensorFileException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file, which appears complete or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("format", FORMAT);
    tree.put("provenance", provenance);
    tree.put("results", results);
    Json.write(path, tree);
  }

  /**
   * The medians of all results, in the order of the file.
   *
   * @throws IllegalArgumentException if a result is none of calls and times
   */
  public List<Measurement> measurements() {
    return results.stream().<Measurement>map(Measurement::of).toList();
  }
}
