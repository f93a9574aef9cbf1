package dev.jacquard.tensor.kernel;

import java.util.Arrays;

/** Norms and the softmax family in plain loops; sums in double. */
public interface ScalarNormalization extends NormalizationKernels {
  @Override
  default void channelMoments(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] variance,
      int varianceAt) {
    double count = (double) outer * inner;
    for (int c = from; c < to; c++) {
      double sum = 0;
      for (int o = 0; o < outer; o++) {
        sum += DoubleSums.sum(inner, x, xAt + (o * channels + c) * inner);
      }
      double center = sum / count;
      double squares = 0;
      for (int o = 0; o < outer; o++) {
        squares += DoubleSums.squares(inner, center, x, xAt + (o * channels + c) * inner);
      }
      mean[meanAt + c] = (float) center;
      variance[varianceAt + c] = (float) (squares / count);
    }
  }

  @Override
  default void normalizeChannels(
      int outer,
      int channels,
      int inner,
      float[] x,
      int xAt,
      float[] mean,
      int meanAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt) {
    for (int o = 0; o < outer; o++) {
      for (int c = 0; c < channels; c++) {
        int row = (o * channels + c) * inner;
        float center = mean[meanAt + c];
        float factor = scale[scaleAt + c];
        float term = shift[shiftAt + c];
        for (int i = 0; i < inner; i++) {
          y[yAt + row + i] = (x[xAt + row + i] - center) * factor + term;
        }
      }
    }
  }

  @Override
  default void batchNormGrad(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] gamma,
      int gammaAt,
      float[] dx,
      int dxAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt) {
    double count = (double) outer * inner;
    for (int c = from; c < to; c++) {
      float center = mean[meanAt + c];
      float inverse = inverseStd[inverseStdAt + c];
      double sum = 0;
      double product = 0;
      for (int o = 0; o < outer; o++) {
        int row = (o * channels + c) * inner;
        sum += DoubleSums.sum(inner, dy, dyAt + row);
        product += DoubleSums.dot(inner, center, x, xAt + row, dy, dyAt + row);
      }
      product *= inverse;
      dbeta[dbetaAt + c] = (float) sum;
      dgamma[dgammaAt + c] = (float) product;
      float meanDy = (float) (sum / count);
      float meanProduct = (float) (product / count);
      float factor = gamma[gammaAt + c] * inverse;
      for (int o = 0; o < outer; o++) {
        int row = (o * channels + c) * inner;
        for (int i = 0; i < inner; i++) {
          float xhat = (x[xAt + row + i] - center) * inverse;
          dx[dxAt + row + i] = factor * (dy[dyAt + row + i] - meanDy - xhat * meanProduct);
        }
      }
    }
  }

  @Override
  default void layerNorm(
      int rows,
      int columns,
      float eps,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float[] y,
      int yAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt) {
    for (int r = 0; r < rows; r++) {
      int row = xAt + r * columns;
      int to = yAt + r * columns;
      double center = DoubleSums.sum(columns, x, row) / columns;
      double variance = DoubleSums.squares(columns, center, x, row) / columns;
      float m = (float) center;
      float inverse = (float) (1 / Math.sqrt(variance + eps));
      for (int j = 0; j < columns; j++) {
        y[to + j] = (x[row + j] - m) * inverse * gamma[gammaAt + j] + beta[betaAt + j];
      }
      mean[meanAt + r] = m;
      inverseStd[inverseStdAt + r] = inverse;
    }
  }

  @Override
  default void layerNormGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] gamma,
      int gammaAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dx,
      int dxAt) {
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      float center = mean[meanAt + r];
      float inverse = inverseStd[inverseStdAt + r];
      double sum = 0;
      double product = 0;
      for (int j = 0; j < columns; j++) {
        float g = dy[dyAt + row + j] * gamma[gammaAt + j];
        sum += g;
        product += (double) g * ((x[xAt + row + j] - center) * inverse);
      }
      float meanG = (float) (sum / columns);
      float meanProduct = (float) (product / columns);
      for (int j = 0; j < columns; j++) {
        float g = dy[dyAt + row + j] * gamma[gammaAt + j];
        float xhat = (x[xAt + row + j] - center) * inverse;
        dx[dxAt + row + j] = inverse * (g - meanG - xhat * meanProduct);
      }
    }
  }

  @Override
  default void layerNormParameterGrad(
      int rows,
      int columns,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] mean,
      int meanAt,
      float[] inverseStd,
      int inverseStdAt,
      float[] dgamma,
      int dgammaAt,
      float[] dbeta,
      int dbetaAt) {
    Arrays.fill(dgamma, dgammaAt, dgammaAt + columns, 0f);
    Arrays.fill(dbeta, dbetaAt, dbetaAt + columns, 0f);
    for (int r = 0; r < rows; r++) {
      float center = mean[meanAt + r];
      float inverse = inverseStd[inverseStdAt + r];
      for (int j = 0; j < columns; j++) {
        float d = dy[dyAt + r * columns + j];
        dgamma[dgammaAt + j] += d * ((x[xAt + r * columns + j] - center) * inverse);
        dbeta[dbetaAt + j] += d;
      }
    }
  }

  @Override
  default void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int row = xAt + r * columns;
      int to = yAt + r * columns;
      float max = max(columns, x, row);
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        float e = Elementary.exp(x[row + j] - max);
        y[to + j] = e;
        sum += e;
      }
      float total = (float) sum;
      for (int j = 0; j < columns; j++) {
        y[to + j] /= total;
      }
    }
  }

  private static float max(int n, float[] x, int xAt) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, x[xAt + i]);
    }
    return max;
  }

  @Override
  default void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      float dot = (float) DoubleSums.dot(columns, 0, y, yAt + row, dy, dyAt + row);
      for (int j = 0; j < columns; j++) {
        dx[dxAt + row + j] = y[yAt + row + j] * (dy[dyAt + row + j] - dot);
      }
    }
  }

  @Override
  default void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      int row = xAt + r * columns;
      int to = yAt + r * columns;
      float max = max(columns, x, row);
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += Elementary.exp(x[row + j] - max);
      }
      float log = (float) StrictMath.log(sum);
      for (int j = 0; j < columns; j++) {
        y[to + j] = x[row + j] - max - log;
      }
    }
  }

  @Override
  default void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      float sum = (float) DoubleSums.sum(columns, dy, dyAt + row);
      for (int j = 0; j < columns; j++) {
        dx[dxAt + row + j] = dy[dyAt + row + j] - Elementary.exp(y[yAt + row + j]) * sum;
      }
    }
  }
}
