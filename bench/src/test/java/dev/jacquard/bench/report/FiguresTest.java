package dev.jacquard.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({"0.01234, 0.0123", "1.235, 1.24", "98.76, 98.8", "999.6, 1000", "12345.6, 12346"})
  void aFigureHasThreeDigitsOrMore(double value, String text) {
    assertEquals(text, Figures.figure(value));
  }

  @ParameterizedTest
  @CsvSource({"2.5, 2.50 s", "0.0123, 12.3 ms", "4.56e-5, 45.6 µs", "7e-8, 70.0 ns"})
  void aTimeHasTheUnitThatFits(double seconds, String text) {
    assertEquals(text, Figures.duration(seconds));
  }

  @Test
  void aSmallRatioKeepsADigit() {
    assertEquals("0.98", Figures.ratio(0.98));
    assertEquals("0.004", Figures.ratio(0.0042));
  }

  @Test
  void aTableIsFlushRightWhereItIsOfFigures() {
    MarkdownTable table = new MarkdownTable(List.of("name", "time"));
    table.add(List.of("a", "12.3 ms"));
    table.add(List.of("longer", "-"));
    assertEquals(
        List.of(
            "| name   |    time |", //
            "|--------|--------:|",
            "| a      | 12.3 ms |",
            "| longer |       - |"),
        table.lines());
  }
}
