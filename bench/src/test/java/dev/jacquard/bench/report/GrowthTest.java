package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthTest {
  private static Measurement measured(String benchmark, Map<String, String> params, double ms) {
    return Measurement.of(
        Jmh.averageTime(benchmark, params, List.of(List.of(ms)), Map.of("node", 50 * ms)));
  }

  private static List<Measurement> products() {
    List<Measurement> products = new ArrayList<>();
    for (String threads : List.of("1", "2")) {
      for (String size : List.of("8x8x8", "16x16x16", "8x16x32")) {
        double ms = Integer.parseInt(size.substring(0, size.indexOf('x')));
        products.add(
            measured(
                "GemmBenchmark.multiply",
                Map.of("backend", "simd", "size", size, "threads", threads),
                ms));
        products.add(
            measured("GemmPeer.multiply", Map.of("size", size, "threads", threads), 2 * ms));
      }
    }
    products.add(measured("OtherBenchmark.f", Map.of("size", "32x32x32"), 1));
    return products;
  }

  private static Growth growth() {
    return Growth.of(products(), "Gemm", "size", Optional.empty());
  }

  @Test
  void seriesAreNamedByWhatIsNotTheSameInAll() {
    assertEquals(
        Set.of("ours, 1 thread", "ours, 2 threads", "libtorch, 1 thread", "libtorch, 2 threads"),
        growth().series().keySet());
  }

  @Test
  void cubesAreNumbersAndOtherValuesArePassedOver() {
    Map<Double, Double> points = growth().series().get("libtorch, 2 threads");
    assertEquals(Map.of(8.0, 0.016, 16.0, 0.032), points);
  }

  @Test
  void theAxisCanBeWhatACallCounts() {
    List<Measurement> predictions =
        List.of(
            measured("PredictGrowthBenchmark.all", Map.of("cells", "1"), 1),
            measured("PredictGrowthBenchmark.all", Map.of("cells", "3"), 2));
    Growth growth = Growth.of(predictions, "PredictGrowth", "cells", Optional.of(Counter.NODE));
    assertEquals("node", growth.axis());
    double[] nodes =
        growth.series().values().iterator().next().keySet().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    assertArrayEquals(new double[] {50, 100}, nodes, 1e-9);
  }

  @Test
  void onePointDoesNotGrow() {
    List<Measurement> products = products();
    assertThrows(
        IllegalArgumentException.class,
        () -> Growth.of(products, "Other", "size", Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> Growth.of(products, "Gemm", "backend", Optional.empty()));
  }

  @Test
  void aPlotIsDrawnAsPixelsAndAsCurves(@TempDir Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    new GrowthPlot(growth()).write(folder.resolve("growth"));
    byte[] png = Files.readAllBytes(folder.resolve("growth.png"));
    assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, Arrays.copyOf(png, 4));
    assertTrue(Files.readString(folder.resolve("growth.svg")).contains("<svg "));
  }
}
