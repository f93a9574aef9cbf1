package dev.jacquard.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of {@link Measure}.
 *
 * @param out the result file that is asked for
 * @param jmh what JMH is to see
 */
record MeasureArguments(Optional<Path> out, List<String> jmh) {
  /** The one option that is not JMH's. */
  static final String OUT = "--out";

  /**
   * Takes {@code --out FILE.json} or {@code --out=FILE.json} out of a command line.
   *
   * @throws IllegalArgumentException if there are two of them, or one without a file that can be a
   *     result file; better before hours of measuring than behind them
   */
  static MeasureArguments of(String... args) {
    List<String> jmh = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals(OUT)) {
        i++;
        files.add(i < args.length ? args[i] : "");
      } else if (args[i].startsWith(OUT + "=")) {
        files.add(args[i].substring(OUT.length() + 1));
      } else {
        jmh.add(args[i]);
      }
    }
    if (files.size() > 1) {
      throw new IllegalArgumentException(OUT + ": expected once, got " + files);
    }
    return new MeasureArguments(
        files.stream().findFirst().map(MeasureArguments::writable), List.copyOf(jmh));
  }

  private static Path writable(String name) {
    Path file = ResultName.checked(name);
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
      throw new IllegalArgumentException(OUT + " " + name + ": expected a file in a directory");
    }
    return file;
  }
}
