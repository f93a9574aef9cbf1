package dev.jacquard.tensor.kernel;

/** Element by element in plain loops. */
public interface ScalarPointwise extends PointwiseKernels {
  @Override
  default void activation(Activation f, int n, float[] x, int xAt, float[] y, int yAt) {
    switch (f) {
      case RELU -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Math.max(x[xAt + i], 0);
        }
      }
      case RELU6 -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Math.min(Math.max(x[xAt + i], 0), 6);
        }
      }
      case GELU -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Curves.gelu(x[xAt + i]);
        }
      }
      case HARD_SWISH -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Curves.hardSwish(x[xAt + i]);
        }
      }
      case HARD_SIGMOID -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Curves.hardSigmoid(x[xAt + i]);
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Elementary.sigmoid(x[xAt + i]);
        }
      }
      case SILU -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = x[xAt + i] * Elementary.sigmoid(x[xAt + i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Elementary.tanh(x[xAt + i]);
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          y[yAt + i] = Elementary.exp(x[xAt + i]);
        }
      }
    }
  }

  @Override
  default void activationGrad(
      Activation f, int n, float[] kept, int keptAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    switch (f) {
      case RELU -> {
        for (int i = 0; i < n; i++) {
          dx[dxAt + i] = kept[keptAt + i] <= 0 ? 0 : dy[dyAt + i];
        }
      }
      case RELU6 -> {
        for (int i = 0; i < n; i++) {
          float v = kept[keptAt + i];
          dx[dxAt + i] = v <= 0 || v >= 6 ? 0 : dy[dyAt + i];
        }
      }
      case GELU -> {
        for (int i = 0; i < n; i++) {
          dx[dxAt + i] = Curves.geluSlope(kept[keptAt + i]) * dy[dyAt + i];
        }
      }
      case HARD_SWISH -> {
        for (int i = 0; i < n; i++) {
          dx[dxAt + i] = Curves.hardSwishSlope(kept[keptAt + i]) * dy[dyAt + i];
        }
      }
      case HARD_SIGMOID -> {
        for (int i = 0; i < n; i++) {
          float v = kept[keptAt + i];
          dx[dxAt + i] = v <= -3 || v >= 3 ? 0 : dy[dyAt + i] / 6;
        }
      }
      case SIGMOID -> {
        for (int i = 0; i < n; i++) {
          float y = kept[keptAt + i];
          dx[dxAt + i] = y * (1 - y) * dy[dyAt + i];
        }
      }
      case SILU -> {
        for (int i = 0; i < n; i++) {
          dx[dxAt + i] = Curves.siluSlope(kept[keptAt + i]) * dy[dyAt + i];
        }
      }
      case TANH -> {
        for (int i = 0; i < n; i++) {
          float y = kept[keptAt + i];
          dx[dxAt + i] = (1 - y * y) * dy[dyAt + i];
        }
      }
      case EXP -> {
        for (int i = 0; i < n; i++) {
          dx[dxAt + i] = kept[keptAt + i] * dy[dyAt + i];
        }
      }
    }
  }

  @Override
  default void add(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] + b[bAt + i];
    }
  }

  @Override
  default void subtract(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] - b[bAt + i];
    }
  }

  @Override
  default void multiply(int n, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] * b[bAt + i];
    }
  }

  @Override
  default void scale(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = factor * x[xAt + i];
    }
  }

  @Override
  default void addScaled(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
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
      for (int c = 0; c < channels; c++) {
        int row = (o * channels + c) * inner;
        float term = b[bAt + c];
        for (int i = 0; i < inner; i++) {
          y[yAt + row + i] = x[xAt + row + i] + term;
        }
      }
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
      for (int c = 0; c < channels; c++) {
        int row = (o * channels + c) * inner;
        float factor = b[bAt + c];
        for (int i = 0; i < inner; i++) {
          y[yAt + row + i] = x[xAt + row + i] * factor;
        }
      }
    }
  }
}
