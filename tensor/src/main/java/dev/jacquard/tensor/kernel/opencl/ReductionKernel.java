package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** Sums of elements and of products, a group a sum. */
final class ReductionKernel extends GroupKernel {
  /** Terms of a group where a single sum is cut. */
  private static final int PIECE = 1 << 14;

  float[] a = new float[1];
  float[] b = new float[1];

  /** A sum each, and behind them what rounding lost of it. */
  float[] y = new float[1];

  int results;
  int terms;

  /** Whether terms are products: 0 or 1. */
  int products;

  /** Elements in all: the last piece of a single sum has fewer terms than the others. */
  int extent;

  // Term t of sum r lies at r / rInner * rOuter + r % rInner + t / tInner * tOuter + t % tInner.
  int rInner;
  int rOuter;
  int tInner;
  int tOuter;

  ReductionKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int r = getGroupId(0);
    int item = getLocalId(0);
    int first = (r / rInner) * rOuter + r % rInner;
    float sum = 0;
    float rest = 0;
    for (int t = item; t < terms; t += GROUP) {
      int at = first + (t / tInner) * tOuter + t % tInner;
      if (at < extent) {
        float term = a[at];
        if (products == 1) {
          term = term * b[at];
        }
        float next = sum + term;
        rest += rounding(sum, term, next);
        sum = next;
      }
    }
    addUp(item, sum, rest);
    if (item == 0) {
      y[r] = sums[0];
      y[results + r] = lost[0];
    }
  }

  /** The sum of n elements of A, or of their products with those of B. */
  synchronized double whole(int n, float[] left, int aAt, float[] right, int bAt, int product) {
    terms = PIECE;
    results = (n - 1) / PIECE + 1;
    rInner = 1;
    rOuter = PIECE;
    tInner = PIECE;
    tOuter = 0;
    reduce(n, left, aAt, right, bAt, product);
    double sum = 0;
    for (int i = 0; i < results; i++) {
      sum += (double) y[i] + y[results + i];
    }
    return sum;
  }

  /** See {@link dev.jacquard.tensor.kernel.ReductionKernels#sumAxis}. */
  synchronized void axis(
      int outer, int axis, int inner, float[] x, int xAt, float[] result, int yAt) {
    terms = axis;
    results = outer * inner;
    rInner = inner;
    rOuter = axis * inner;
    tInner = 1;
    tOuter = inner;
    reduce(outer * axis * inner, x, xAt, x, xAt, 0);
    write(0, results, result, yAt);
  }

  /** Sums over all but the channels, of which {@code from} to {@code to} are wanted. */
  synchronized void channels(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] left,
      int aAt,
      float[] right,
      int bAt,
      int product,
      float[] result,
      int yAt) {
    terms = outer * inner;
    results = channels;
    rInner = 1;
    rOuter = inner;
    tInner = inner;
    tOuter = channels * inner;
    reduce(outer * channels * inner, left, aAt, right, bAt, product);
    write(from, to, result, yAt);
  }

  private void reduce(int n, float[] left, int aAt, float[] right, int bAt, int product) {
    products = product;
    extent = n;
    a = give(a, n, left, aAt);
    b = give(b, product * n, right, bAt);
    y = room(y, 2 * results);
    runGroups(results);
    fetch(y);
  }

  private void write(int from, int to, float[] result, int yAt) {
    for (int i = from; i < to; i++) {
      result[yAt + i] = y[i] + y[results + i];
    }
  }
}
