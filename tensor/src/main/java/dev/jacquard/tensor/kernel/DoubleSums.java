package dev.jacquard.tensor.kernel;

/**
 * Sums of floats in double. Four partial sums, because an addition waits for the one before it;
 * they are added in order at the end.
 */
final class DoubleSums {
  private DoubleSums() {}

  /** {@code sum x}. */
  static double sum(int n, float[] x, int xAt) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += x[xAt + i];
      s1 += x[xAt + i + 1];
      s2 += x[xAt + i + 2];
      s3 += x[xAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[xAt + i];
    }
    return s0 + s1 + s2 + s3;
  }

  /** {@code sum (x - mean)^2}. */
  static double squares(int n, double mean, float[] x, int xAt) {
    double s0 = 0;
    double s1 = 0;
    int i = 0;
    for (; i + 2 <= n; i += 2) {
      double d0 = x[xAt + i] - mean;
      double d1 = x[xAt + i + 1] - mean;
      s0 += d0 * d0;
      s1 += d1 * d1;
    }
    if (i < n) {
      double d0 = x[xAt + i] - mean;
      s0 += d0 * d0;
    }
    return s0 + s1;
  }

  /** {@code sum (a - mean) * b}. */
  static double dot(int n, double mean, float[] a, int aAt, float[] b, int bAt) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= n; i += 4) {
      s0 += (a[aAt + i] - mean) * b[bAt + i];
      s1 += (a[aAt + i + 1] - mean) * b[bAt + i + 1];
      s2 += (a[aAt + i + 2] - mean) * b[bAt + i + 2];
      s3 += (a[aAt + i + 3] - mean) * b[bAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += (a[aAt + i] - mean) * b[bAt + i];
    }
    return s0 + s1 + s2 + s3;
  }
}
