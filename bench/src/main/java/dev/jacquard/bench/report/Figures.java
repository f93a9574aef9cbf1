package dev.jacquard.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them. */
final class Figures {
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String[] UNITS = {"s", "ms", "µs", "ns"};
  private static final double STEP = 1000;
  private static final double SMALL = 0.1;

  private Figures() {}

  /** Three digits, and more where they stand before the point: 0.123, 12.3, 1234. */
  static String figure(double value) {
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
    int scale = rounded.scale() + THREE_DIGITS.getPrecision() - rounded.precision();
    return scale < 0
        ? String.format(Locale.ROOT, "%.0f", value)
        : rounded.setScale(scale).toPlainString();
  }

  /** A time with its unit: 12.3 ms. */
  static String duration(double seconds) {
    int unit = 0;
    double value = seconds;
    while (value < 1 && unit < UNITS.length - 1) {
      value *= STEP;
      unit++;
    }
    return figure(value) + " " + UNITS[unit];
  }

  /** A ratio with two digits behind the point, or three where it is small. */
  static String ratio(double value) {
    return String.format(Locale.ROOT, value < SMALL ? "%.3f" : "%.2f", value);
  }

  /** A share in per cent. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
