package dev.jacquard.bench;

import dev.jacquard.bench.report.Limits;
import dev.jacquard.bench.report.ResultFile;
import dev.jacquard.tensor.io.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs benchmarks: JMH with its own command line. With {@code --out FILE.json}, it measures the
 * limits of the machine in the same run, on as many threads as the benchmarks had, and writes a
 * {@link ResultFile}, and the report on it beside it.
 */
public final class Measure {
  private Measure() {}

  /** Measures what the command line says. */
  public static void main(String[] args) throws IOException {
    try {
      MeasureArguments arguments = MeasureArguments.of(args);
      String[] jmh = arguments.jmh().toArray(String[]::new);
      CommandLineOptions options = new CommandLineOptions(jmh);
      if (arguments.out().isEmpty() || asks(options)) {
        org.openjdk.jmh.Main.main(jmh);
        if (options.shouldHelp()) {
          System.out.println("Beside JMH's options:");
          System.out.println();
          System.out.println("  " + MeasureArguments.OUT + " FILE.json");
          System.out.println("        Measure the limits of the machine, too, and write a result");
          System.out.println("        file that says on what it was measured, and FILE.md.");
        }
        return;
      }
      measure(arguments.out().get(), List.of(args), options);
    } catch (NoBenchmarksException e) {
      System.err.println("ERROR: no benchmark of this name");
      System.exit(1);
    } catch (IllegalArgumentException | CommandLineOptionException | RunnerException e) {
      System.err.println("ERROR: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Whether nothing is to be measured. */
  private static boolean asks(CommandLineOptions options) {
    return options.shouldHelp()
        || options.shouldList()
        || options.shouldListWithParams()
        || options.shouldListProfilers()
        || options.shouldListResultFormats();
  }

  private static void measure(Path out, List<String> commandLine, CommandLineOptions options)
      throws IOException, RunnerException {
    Map<String, Object> provenance = Provenance.of(commandLine, options);
    List<RunResult> results = Rounds.run(options);
    if (results.isEmpty()) {
      throw new RunnerException("nothing was measured");
    }
    provenance.put("flags", List.copyOf(results.get(0).getParams().getJvmArgs()));
    // Once before the limits, lest hours are lost if they fail.
    ResultFile file = file(provenance, results);
    file.write(out);
    Map<Integer, SortedSet<String>> missing = Limits.missing(file.measurements());
    for (Map.Entry<Integer, SortedSet<String>> limits : missing.entrySet()) {
      results.addAll(LimitRun.of(options, limits.getKey(), limits.getValue()));
    }
    file = file(provenance, results);
    file.write(out);
    Report.of(file, out);
  }

  private static ResultFile file(Map<String, Object> provenance, Collection<RunResult> results)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
    }
    if (!(Json.parse(bytes.toString(StandardCharsets.UTF_8)) instanceof List<?> list)) {
      throw new IllegalStateException("JMH wrote no list of results");
    }
    return new ResultFile(provenance, list);
  }
}
