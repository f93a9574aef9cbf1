package dev.jacquard.tensor.kernel;

/** Functions in double that {@code StrictMath} lacks. */
final class DoubleMath {
  private DoubleMath() {}

  static double sigmoid(double x) {
    return x < 0 ? StrictMath.exp(x) / (1 + StrictMath.exp(x)) : 1 / (1 + StrictMath.exp(-x));
  }

  /** The error function: its Maclaurin series up to 2, the continued fraction of erfc beyond. */
  static double erf(double x) {
    double a = Math.abs(x);
    if (a > 6) {
      return Math.copySign(1, x);
    }
    if (a < 2) {
      double power = x;
      double sum = x;
      for (int n = 1; n < 60; n++) {
        power *= -x * x / n;
        sum += power / (2 * n + 1);
      }
      return sum * 2 / Math.sqrt(Math.PI);
    }
    double fraction = 0;
    for (int n = 100; n > 0; n--) {
      fraction = n / 2.0 / (a + fraction);
    }
    double tail = StrictMath.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
    return Math.copySign(1 - tail, x);
  }
}
