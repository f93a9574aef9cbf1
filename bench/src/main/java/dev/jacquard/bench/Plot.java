package dev.jacquard.bench;

import dev.jacquard.bench.report.Counter;
import dev.jacquard.bench.report.Growth;
import dev.jacquard.bench.report.GrowthPlot;
import dev.jacquard.bench.report.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Plots how the cost of a family of benchmarks grows with one of its parameters. On the command
 * line: {@code java -cp bench/target/benchmarks.jar dev.jacquard.bench.Plot FILE.json Gemm size}
 * draws {@code FILE-Gemm.png} and {@code FILE-Gemm.svg}. A fourth argument takes for the axis what
 * a call counts: {@code PredictGrowth cells node} plots by nodes.
 */
public final class Plot {
  private Plot() {}

  /** Plots what is named. */
  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    if (args.length != 3 && args.length != 4) {
      System.err.println("usage: Plot FILE.json FAMILY PARAMETER [gflop|gbyte|image|node]");
      System.exit(2);
    }
    Optional<Counter> counter =
        args.length == 4
            ? Optional.of(Counter.valueOf(args[3].toUpperCase(Locale.ROOT)))
            : Optional.empty();
    Path file = ResultName.checked(args[0]);
    Growth growth = Growth.of(ResultFile.read(file).measurements(), args[1], args[2], counter);
    new GrowthPlot(growth).write(ResultName.beside(file, "-" + args[1]));
  }
}
