package dev.jacquard.bench;

/** A product of matrices as it is first written: an item an element of C, which reads A and B. */
final class PlainGemmKernel extends MeasuredKernel {
  float[] a = {};
  float[] b = {};
  float[] c = {};
  int n;
  int k;

  @Override
  public void run() {
    int column = getGlobalId(0);
    int row = getGlobalId(1);
    float sum = 0;
    for (int p = 0; p < k; p++) {
      sum += a[row * k + p] * b[p * n + column];
    }
    c[row * n + column] = sum;
  }
}
