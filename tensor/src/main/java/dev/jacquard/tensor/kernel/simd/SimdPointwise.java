package dev.jacquard.tensor.kernel.simd;

import static dev.jacquard.tensor.kernel.simd.Lanes.F;
import static dev.jacquard.tensor.kernel.simd.Lanes.WIDTH;
import static dev.jacquard.tensor.kernel.simd.Lanes.whole;

import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.ScalarPointwise;
import jdk.incubator.vector.FloatVector;

/**
 * Element by element, a vector at a time. What does not fill a vector is computed one by one by the
 * same operations or, for activations, in a vector of scratch. Adding a multiple is left to the
 * scalar kernel, which C2 turns into as good a loop.
 */
interface SimdPointwise extends ScalarPointwise, ScratchOwner {
  @Override
  default void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    int whole = whole(n);
    for (int i = 0; i < whole; i += Scratch.BLOCK) {
      int block = Math.min(whole - i, Scratch.BLOCK);
      SimdActivation.apply(f, block, x, xAt + i, y, yAt + i, scratch());
    }
    int rest = n - whole;
    if (rest > 0) {
      float[] tail = scratch().tail;
      System.arraycopy(x, xAt + whole, tail, 0, rest);
      SimdActivation.apply(f, WIDTH, tail, 0, tail, 0, scratch());
      System.arraycopy(tail, 0, y, yAt + whole, rest);
    }
  }

  @Override
  default void activationGrad(
      Activation f, int n, float[] kept, int keptAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    int whole = whole(n);
    for (int i = 0; i < whole; i += Scratch.BLOCK) {
      int block = Math.min(whole - i, Scratch.BLOCK);
      SimdActivation.slope(f, block, kept, keptAt + i, dy, dyAt + i, dx, dxAt + i, scratch());
    }
    int rest = n - whole;
    if (rest > 0) {
      float[] tail = scratch().tail;
      System.arraycopy(kept, keptAt + whole, tail, 0, rest);
      System.arraycopy(dy, dyAt + whole, tail, WIDTH, rest);
      SimdActivation.slope(f, WIDTH, tail, 0, tail, WIDTH, tail, 0, scratch());
      System.arraycopy(tail, 0, dx, dxAt + whole, rest);
    }
  }

  @Override
  default void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, a, aAt + i)
          .add(FloatVector.fromArray(F, b, bAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = a[aAt + i] + b[bAt + i];
    }
  }

  @Override
  default void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, a, aAt + i)
          .sub(FloatVector.fromArray(F, b, bAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = a[aAt + i] - b[bAt + i];
    }
  }

  @Override
  default void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, a, aAt + i)
          .mul(FloatVector.fromArray(F, b, bAt + i))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = a[aAt + i] * b[bAt + i];
    }
  }

  @Override
  default void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    FloatVector factors = FloatVector.broadcast(F, factor);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, x, xAt + i).mul(factors).intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = factor * x[xAt + i];
    }
  }

  @Override
  default void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    FloatVector factors = FloatVector.broadcast(F, factor);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, y, yAt + i)
          .add(FloatVector.fromArray(F, x, xAt + i).mul(factors))
          .intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] += factor * x[xAt + i];
    }
  }

  @Override
  default void addChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    for (int o = 0; o < outer; o++) {
      int at = o * channels * inner;
      if (inner == 1) {
        add(channels, x, xAt + at, b, bAt, y, yAt + at);
        continue;
      }
      for (int c = 0; c < channels; c++) {
        addOne(inner, b[bAt + c], x, xAt + at, y, yAt + at);
        at += inner;
      }
    }
  }

  private static void addOne(int n, float term, float[] x, int xAt, float[] y, int yAt) {
    FloatVector terms = FloatVector.broadcast(F, term);
    int i = 0;
    for (; i < whole(n); i += WIDTH) {
      FloatVector.fromArray(F, x, xAt + i).add(terms).intoArray(y, yAt + i);
    }
    for (; i < n; i++) {
      y[yAt + i] = x[xAt + i] + term;
    }
  }

  @Override
  default void multiplyChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] b,
      int bAt,
      float[] y,
      int yAt) {
    for (int o = 0; o < outer; o++) {
      int at = o * channels * inner;
      if (inner == 1) {
        multiply(channels, x, xAt + at, b, bAt, y, yAt + at);
        continue;
      }
      for (int c = 0; c < channels; c++) {
        scale(inner, b[bAt + c], x, xAt + at, y, yAt + at);
        at += inner;
      }
    }
  }
}
