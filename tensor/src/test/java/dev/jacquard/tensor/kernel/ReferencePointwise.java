package dev.jacquard.tensor.kernel;

/** Element by element in double. */
interface ReferencePointwise extends PointwiseKernels {
  private static double value(Activation f, double x) {
    return switch (f) {
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case GELU -> x / 2 * (1 + DoubleMath.erf(x / Math.sqrt(2)));
      case HARD_SWISH -> x * Math.min(Math.max(x + 3, 0), 6) / 6;
      case HARD_SIGMOID -> Math.min(Math.max(x + 3, 0), 6) / 6;
      case SIGMOID -> DoubleMath.sigmoid(x);
      case SILU -> x * DoubleMath.sigmoid(x);
      case TANH -> StrictMath.tanh(x);
      case EXP -> StrictMath.exp(x);
    };
  }

  /** The slope from {@code v}, which is f(x) where {@link Activation#slopeOfResult}, else x. */
  private static double slope(Activation f, double v) {
    return f.slopeOfResult() ? slopeAtResult(f, v) : slopeAt(f, v);
  }

  private static double slopeAtResult(Activation f, double y) {
    return switch (f) {
      case RELU -> y <= 0 ? 0 : 1;
      case RELU6 -> y <= 0 || y >= 6 ? 0 : 1;
      case SIGMOID -> y * (1 - y);
      case TANH -> 1 - y * y;
      case EXP -> y;
      default -> throw new AssertionError(f);
    };
  }

  private static double slopeAt(Activation f, double x) {
    double s = DoubleMath.sigmoid(x);
    return switch (f) {
      case GELU ->
          (1 + DoubleMath.erf(x / Math.sqrt(2))) / 2
              + x * StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      case HARD_SWISH -> x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5;
      case HARD_SIGMOID -> x <= -3 || x >= 3 ? 0 : 1.0 / 6;
      case SILU -> s + x * s * (1 - s);
      default -> throw new AssertionError(f);
    };
  }

  @Override
  default void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) value(f, x[xAt + i]);
    }
  }

  @Override
  default void activationGrad(
      Activation f, int n, float[] kept, int keptAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int i = 0; i < n; i++) {
      // A slope beyond the range of floats is infinite.
      float slope = (float) slope(f, kept[keptAt + i]);
      dx[dxAt + i] = slope * dy[dyAt + i];
    }
  }

  @Override
  default void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) ((double) a[aAt + i] + b[bAt + i]);
    }
  }

  @Override
  default void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) ((double) a[aAt + i] - b[bAt + i]);
    }
  }

  @Override
  default void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) ((double) a[aAt + i] * b[bAt + i]);
    }
  }

  @Override
  default void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) ((double) factor * x[xAt + i]);
    }
  }

  @Override
  default void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) (y[yAt + i] + (double) factor * x[xAt + i]);
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
    for (int i = 0; i < outer * channels * inner; i++) {
      y[yAt + i] = (float) ((double) x[xAt + i] + b[bAt + i / inner % channels]);
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
    for (int i = 0; i < outer * channels * inner; i++) {
      y[yAt + i] = (float) ((double) x[xAt + i] * b[bAt + i / inner % channels]);
    }
  }
}
