package dev.jacquard.bench;

import java.nio.file.Path;

/** The names of what belongs to one result file: all but its ending are its own. */
final class ResultName {
  private static final String ENDING = ".json";

  private ResultName() {}

  /**
   * A file's name.
   *
   * @throws IllegalArgumentException if it does not end as result files do
   */
  static Path checked(String name) {
    if (!name.endsWith(ENDING)) {
      throw new IllegalArgumentException("'" + name + "': expected a name that ends in " + ENDING);
    }
    return Path.of(name);
  }

  /** The name of a file beside a result file: {@code a.json} with {@code .md} is {@code a.md}. */
  static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ending);
  }
}
