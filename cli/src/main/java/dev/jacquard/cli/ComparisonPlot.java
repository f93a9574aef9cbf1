package dev.jacquard.cli;

import dev.jacquard.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Accuracy against time: one point for prediction, a line for gradient descent. */
final class ComparisonPlot {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 600;
  private static final double PERCENT = 100;

  private final XYChart chart;

  /** A plot of means; the first column is that of predicted parameters. */
  ComparisonPlot(List<Compare.Column> columns) {
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle("seconds a network")
            .yAxisTitle("mean top-1 on test images, %")
            .theme(Styler.ChartTheme.Matlab)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(PERCENT);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSE);
    add("predicted in one pass", columns.subList(0, 1)).setMarker(SeriesMarkers.DIAMOND);
    add("gradient descent", columns.subList(1, columns.size())).setMarker(SeriesMarkers.CIRCLE);
  }

  private XYSeries add(String label, List<Compare.Column> columns) {
    return chart.addSeries(
        label,
        columns.stream().mapToDouble(Compare.Column::seconds).toArray(),
        columns.stream().mapToDouble(column -> PERCENT * column.accuracy().mean()).toArray(),
        columns.stream()
            .mapToDouble(
                column ->
                    column.accuracy().count() > 1 ? PERCENT * column.accuracy().standardError() : 0)
            .toArray());
  }

  /**
   * Writes the plot as curves and as pixels.
   *
   * @param name of the files, without {@code .svg} and {@code .png}
   * @throws IOException if a file cannot be written
   */
  void write(Path name) throws IOException {
    AtomicFile.write(
        name.resolveSibling(name.getFileName() + ".svg"),
        out ->
            VectorGraphicsEncoder.saveVectorGraphic(
                chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG));
    AtomicFile.write(
        name.resolveSibling(name.getFileName() + ".png"),
        out -> BitmapEncoder.saveBitmap(chart, out, BitmapEncoder.BitmapFormat.PNG));
  }
}
