package dev.jacquard.tensor.kernel.simd;

/** Writes rows as columns. */
final class Transpose {
  private Transpose() {}

  /**
   * {@code y[yAt + p * width + i] = x[xAt + i * apart + p]} for n rows i of {@code length} elements
   * p.
   */
  static void columns(
      int n, int length, float[] x, int xAt, int apart, float[] y, int yAt, int width) {
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      eight(length, x, xAt + i * apart, apart, y, yAt + i, width);
    }
    for (; i < n; i++) {
      int from = xAt + i * apart;
      int to = yAt + i;
      for (int p = 0; p < length; p++) {
        y[to + p * width] = x[from + p];
      }
    }
  }

  /** Eight rows at a time, so that what is written of a line is written together. */
  private static void eight(
      int length, float[] x, int xAt, int apart, float[] y, int yAt, int width) {
    int x1 = xAt + apart;
    int x2 = x1 + apart;
    int x3 = x2 + apart;
    int x4 = x3 + apart;
    int x5 = x4 + apart;
    int x6 = x5 + apart;
    int x7 = x6 + apart;
    for (int p = 0; p < length; p++) {
      int to = yAt + p * width;
      y[to] = x[xAt + p];
      y[to + 1] = x[x1 + p];
      y[to + 2] = x[x2 + p];
      y[to + 3] = x[x3 + p];
      y[to + 4] = x[x4 + p];
      y[to + 5] = x[x5 + p];
      y[to + 6] = x[x6 + p];
      y[to + 7] = x[x7 + p];
    }
  }
}
