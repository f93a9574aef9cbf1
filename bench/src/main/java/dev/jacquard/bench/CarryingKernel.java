package dev.jacquard.bench;

import com.aparapi.Kernel;

/** Next to nothing, on operands of any size: what is left is to carry them. */
final class CarryingKernel extends Kernel {
  float[] a = {};
  float[] b = {};
  float[] c = {};

  @Override
  public void run() {
    int i = getGlobalId(0);
    c[i] = a[i] + b[i];
  }
}
