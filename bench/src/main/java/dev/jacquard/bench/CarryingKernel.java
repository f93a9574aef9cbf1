package dev.jacquard.bench;

/** Next to nothing, on operands of any size: what is left is to carry them. */
final class CarryingKernel extends MeasuredKernel {
  float[] a = {};
  float[] b = {};
  float[] c = {};

  @Override
  public void run() {
    int i = getGlobalId(0);
    c[i] = a[i] + b[i];
  }
}
