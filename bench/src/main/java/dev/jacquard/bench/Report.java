package dev.jacquard.bench;

import dev.jacquard.bench.report.MarkdownReport;
import dev.jacquard.bench.report.ResultFile;
import dev.jacquard.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints the report on a result file and writes it beside it. On the command line: {@code java -cp
 * bench/target/benchmarks.jar dev.jacquard.bench.Report FILE.json} writes {@code FILE.md}.
 */
public final class Report {
  private Report() {}

  /** Reports on the file that is named. */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: Report FILE.json");
      System.exit(2);
    }
    Path file = ResultName.checked(args[0]);
    of(ResultFile.read(file), file);
  }

  /** Prints the report on results and writes it beside their file. */
  static void of(ResultFile results, Path file) throws IOException {
    String report = MarkdownReport.of(results);
    AtomicFile.write(
        ResultName.beside(file, ".md"), out -> out.write(report.getBytes(StandardCharsets.UTF_8)));
    System.out.println(report);
  }
}
