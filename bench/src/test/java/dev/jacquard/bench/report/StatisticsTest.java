package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {
  @Test
  void theMedianIsInTheMiddle() {
    assertEquals(3, Statistics.median(List.of(900.0, 1.0, 3.0)));
    assertEquals(2.5, Statistics.median(List.of(3.0, 900.0, 1.0, 2.0)));
  }

  @Test
  void theGeometricMeanOfARatioAndItsInverseIsOne() {
    assertEquals(1, Statistics.geometricMean(List.of(0.25, 4.0)), 1e-15);
    assertEquals(2, Statistics.geometricMean(List.of(1.0, 2.0, 4.0)), 1e-15);
  }

  @Test
  void ofNothingThereIsNeither() {
    assertThrows(IllegalArgumentException.class, () -> Statistics.median(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Statistics.geometricMean(List.of()));
  }

  @ParameterizedTest
  @CsvSource({"4, ops/s, 4", "4, ops/ms, 4000", "4, ms/op, 250", "4, s/op, 0.25", "4, us/op, 25e4"})
  void aScoreIsARateWhateverItsUnit(double score, String unit, double rate) {
    assertEquals(rate, ScoreUnit.perSecond(score, unit), 1e-9 * rate);
  }

  @ParameterizedTest
  @CsvSource({"MB/sec", "ops/parsec", "B/op", "counts"})
  void aUnitOfSomethingElseIsRefused(String unit) {
    assertThrows(IllegalArgumentException.class, () -> ScoreUnit.perSecond(1, unit));
  }

  @Test
  void theSlopeIsTheExponentOfAPowerLaw() {
    TreeMap<Double, Double> cubes = new TreeMap<>();
    for (double x : new double[] {64, 128, 256, 2048}) {
      cubes.put(x, 2e-9 * x * x * x);
    }
    assertEquals(3, Slope.of(cubes), 1e-12);
  }

  @Test
  void theSlopeIsThatOfLeastSquares() {
    TreeMap<Double, Double> points = new TreeMap<>();
    points.put(1.0, 1.0);
    points.put(Math.E, Math.E);
    points.put(Math.exp(2), 1.0);
    points.put(Math.exp(3), Math.exp(4));
    // Logarithms (0, 0), (1, 1), (2, 0), (3, 4): 5.5 / 5.
    assertEquals(1.1, Slope.of(points), 1e-12);
  }

  @Test
  void onePointHasNoSlope() {
    TreeMap<Double, Double> point = new TreeMap<>();
    point.put(1.0, 1.0);
    assertThrows(IllegalArgumentException.class, () -> Slope.of(point));
  }
}
