package dev.jacquard.tensor.kernel;

/** Norms and the softmax family in double. */
interface ReferenceNormalization extends NormalizationKernels {
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
    double[] sums = new double[channels];
    double[] squares = new double[channels];
    int m = outer * inner;
    for (int i = 0; i < outer * channels * inner; i++) {
      sums[i / inner % channels] += x[xAt + i];
    }
    for (int i = 0; i < outer * channels * inner; i++) {
      int c = i / inner % channels;
      squares[c] += Math.pow(x[xAt + i] - sums[c] / m, 2);
    }
    for (int c = from; c < to; c++) {
      mean[meanAt + c] = (float) (sums[c] / m);
      variance[varianceAt + c] = (float) (squares[c] / m);
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
    for (int i = 0; i < outer * channels * inner; i++) {
      int c = i / inner % channels;
      double centered = (double) x[xAt + i] - mean[meanAt + c];
      y[yAt + i] = (float) (centered * scale[scaleAt + c] + shift[shiftAt + c]);
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
    double m = outer * inner;
    double[] sums = new double[channels];
    double[] products = new double[channels];
    double[] xhat = new double[outer * channels * inner];
    for (int i = 0; i < xhat.length; i++) {
      int c = i / inner % channels;
      xhat[i] = ((double) x[xAt + i] - mean[meanAt + c]) * inverseStd[inverseStdAt + c];
      sums[c] += dy[dyAt + i];
      products[c] += dy[dyAt + i] * xhat[i];
    }
    for (int i = 0; i < xhat.length; i++) {
      int c = i / inner % channels;
      if (c >= from && c < to) {
        double factor = (double) gamma[gammaAt + c] * inverseStd[inverseStdAt + c];
        double centered = dy[dyAt + i] - sums[c] / m - xhat[i] * products[c] / m;
        dx[dxAt + i] = (float) (factor * centered);
      }
    }
    for (int c = from; c < to; c++) {
      dgamma[dgammaAt + c] = (float) products[c];
      dbeta[dbetaAt + c] = (float) sums[c];
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
      double sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += x[xAt + r * columns + j];
      }
      double center = sum / columns;
      double squares = 0;
      for (int j = 0; j < columns; j++) {
        squares += Math.pow(x[xAt + r * columns + j] - center, 2);
      }
      double inverse = 1 / Math.sqrt(squares / columns + eps);
      for (int j = 0; j < columns; j++) {
        double xhat = (x[xAt + r * columns + j] - center) * inverse;
        y[yAt + r * columns + j] = (float) (xhat * gamma[gammaAt + j] + beta[betaAt + j]);
      }
      mean[meanAt + r] = (float) center;
      inverseStd[inverseStdAt + r] = (float) inverse;
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
      double inverse = inverseStd[inverseStdAt + r];
      double[] g = new double[columns];
      double[] xhat = new double[columns];
      double sum = 0;
      double product = 0;
      for (int j = 0; j < columns; j++) {
        g[j] = (double) dy[dyAt + r * columns + j] * gamma[gammaAt + j];
        xhat[j] = ((double) x[xAt + r * columns + j] - mean[meanAt + r]) * inverse;
        sum += g[j];
        product += g[j] * xhat[j];
      }
      for (int j = 0; j < columns; j++) {
        double centered = g[j] - sum / columns - xhat[j] * product / columns;
        dx[dxAt + r * columns + j] = (float) (inverse * centered);
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
    for (int j = 0; j < columns; j++) {
      double sum = 0;
      double product = 0;
      for (int r = 0; r < rows; r++) {
        double centered = (double) x[xAt + r * columns + j] - mean[meanAt + r];
        sum += dy[dyAt + r * columns + j];
        product += dy[dyAt + r * columns + j] * centered * inverseStd[inverseStdAt + r];
      }
      dgamma[dgammaAt + j] = (float) product;
      dbeta[dbetaAt + j] = (float) sum;
    }
  }

  /** The logarithms of the softmax of a row. */
  private static double[] logs(int columns, float[] x, int xAt) {
    double max = x[xAt];
    for (int j = 0; j < columns; j++) {
      max = Math.max(max, x[xAt + j]);
    }
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += StrictMath.exp(x[xAt + j] - max);
    }
    double[] logs = new double[columns];
    for (int j = 0; j < columns; j++) {
      logs[j] = x[xAt + j] - max - StrictMath.log(sum);
    }
    return logs;
  }

  @Override
  default void softmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      double[] logs = logs(columns, x, xAt + r * columns);
      for (int j = 0; j < columns; j++) {
        y[yAt + r * columns + j] = (float) StrictMath.exp(logs[j]);
      }
    }
  }

  @Override
  default void softmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int r = 0; r < rows; r++) {
      double dot = 0;
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        dot += (double) y[yAt + i] * dy[dyAt + i];
      }
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        dx[dxAt + i] = (float) (y[yAt + i] * (dy[dyAt + i] - dot));
      }
    }
  }

  @Override
  default void logSoftmax(int rows, int columns, float[] x, int xAt, float[] y, int yAt) {
    for (int r = 0; r < rows; r++) {
      double[] logs = logs(columns, x, xAt + r * columns);
      for (int j = 0; j < columns; j++) {
        y[yAt + r * columns + j] = (float) logs[j];
      }
    }
  }

  @Override
  default void logSoftmaxGrad(
      int rows, int columns, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt) {
    for (int r = 0; r < rows; r++) {
      double sum = 0;
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        sum += dy[dyAt + i];
      }
      for (int i = r * columns; i < (r + 1) * columns; i++) {
        dx[dxAt + i] = (float) (dy[dyAt + i] - StrictMath.exp(y[yAt + i]) * sum);
      }
    }
  }
}
