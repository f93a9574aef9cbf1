package dev.jacquard.bench.report;

import dev.jacquard.tensor.io.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;

/** Growth as a plot with logarithmic axes; its legend has the slopes. */
public final class GrowthPlot {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final double MILLISECONDS = 1000;

  private static final String LABEL = "#,##0.######";
  private static final BasicStroke GRID = new BasicStroke(0.5f);
  private static final Map<String, String> AXES =
      Map.of(
          "batch", "images in a batch",
          "node", "nodes of the graph",
          "pixels", "rows and columns of an image, in pixels",
          "size", "rows, columns, and length of the sums");

  private final XYChart chart;

  /** A plot of growth. */
  public GrowthPlot(Growth growth) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(growth.family())
            .xAxisTitle(AXES.getOrDefault(growth.axis(), growth.axis()))
            .yAxisTitle("milliseconds a call (median)")
            .theme(Styler.ChartTheme.Matlab)
            .build();
    style(chart.getStyler(), growth.series().values());
    growth
        .series()
        .forEach(
            (label, points) ->
                chart.addSeries(
                    String.format(Locale.ROOT, "%s: slope %.2f", label, Slope.of(points)),
                    List.copyOf(points.keySet()),
                    points.values().stream().map(seconds -> seconds * MILLISECONDS).toList()));
  }

  /** Whole decades of time, so that two or more of them have a label. */
  private static void style(XYStyler styler, Collection<SortedMap<Double, Double>> series) {
    List<Double> seconds = series.stream().flatMap(points -> points.values().stream()).toList();
    styler.setYAxisLogarithmic(true);
    styler.setYAxisMin(decade(Collections.min(seconds) * MILLISECONDS));
    styler.setYAxisMax(10 * decade(Collections.max(seconds) * MILLISECONDS));
    styler.setXAxisLogarithmic(true);
    styler.setDecimalPattern(LABEL);
    styler.setPlotGridLinesStroke(GRID);
    styler.setPlotGridLinesColor(Color.LIGHT_GRAY);
    styler.setLegendPosition(Styler.LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
  }

  private static double decade(double value) {
    return Math.pow(10, Math.floor(Math.log10(value)));
  }

  /**
   * Writes the plot as pixels and as curves.
   *
   * @param name of the files, without {@code .png} and {@code .svg}
   * @throws IOException if a file cannot be written
   */
  public void write(Path name) throws IOException {
    AtomicFile.write(
        name.resolveSibling(name.getFileName() + ".png"),
        out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG));
    AtomicFile.write(
        name.resolveSibling(name.getFileName() + ".svg"),
        out ->
            VectorGraphicsEncoder.saveVectorGraphic(
                chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG));
  }
}
