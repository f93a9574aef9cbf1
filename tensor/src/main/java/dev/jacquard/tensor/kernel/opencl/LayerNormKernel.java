package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** Layer norm, a group a row. */
final class LayerNormKernel extends GroupKernel {
  float[] x = new float[1];
  float[] gamma = new float[1];
  float[] beta = new float[1];
  float[] y = new float[1];
  float[] mean = new float[1];
  float[] inverseStd = new float[1];
  int columns;
  float eps;

  LayerNormKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int row = getGroupId(0);
    int item = getLocalId(0);
    int first = row * columns;
    float sum = 0;
    float rest = 0;
    for (int t = item; t < columns; t += GROUP) {
      float term = x[first + t];
      float next = sum + term;
      rest += rounding(sum, term, next);
      sum = next;
    }
    float center = sumOf(item, sum, rest) / columns;
    float differences = 0;
    float squares = 0;
    for (int t = item; t < columns; t += GROUP) {
      float difference = x[first + t] - center;
      squares += difference * difference;
      differences += difference;
    }
    float square = sumOf(item, squares, 0);
    float difference = sumOf(item, differences, 0);
    float variance = (square - difference * difference / columns) / columns;
    float inverse = 1 / sqrt(variance + eps);
    for (int t = item; t < columns; t += GROUP) {
      y[first + t] = (x[first + t] - center) * inverse * gamma[t] + beta[t];
    }
    if (item == 0) {
      mean[row] = center;
      inverseStd[row] = inverse;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.NormalizationKernels#layerNorm}. */
  synchronized void normalize(
      int rows,
      int columns,
      float eps,
      float[] input,
      int xAt,
      float[] gammas,
      int gammaAt,
      float[] betas,
      int betaAt,
      float[] result,
      int yAt,
      float[] means,
      int meanAt,
      float[] inverses,
      int inverseStdAt) {
    this.columns = columns;
    this.eps = eps;
    int n = rows * columns;
    x = give(x, n, input, xAt);
    gamma = give(gamma, columns, gammas, gammaAt);
    beta = give(beta, columns, betas, betaAt);
    y = room(y, n);
    mean = room(mean, rows);
    inverseStd = room(inverseStd, rows);
    runGroups(rows);
    take(y, n, result, yAt);
    take(mean, rows, means, meanAt);
    take(inverseStd, rows, inverses, inverseStdAt);
  }
}
