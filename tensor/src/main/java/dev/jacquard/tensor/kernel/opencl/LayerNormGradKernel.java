package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** The gradient of layer norm to its input, a group a row. */
final class LayerNormGradKernel extends GroupKernel {
  float[] x = new float[1];
  float[] dy = new float[1];
  float[] gamma = new float[1];
  float[] mean = new float[1];
  float[] inverseStd = new float[1];
  float[] dx = new float[1];
  int columns;

  LayerNormGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int row = getGroupId(0);
    int item = getLocalId(0);
    int first = row * columns;
    float center = mean[row];
    float inverse = inverseStd[row];
    float sum = 0;
    float rest = 0;
    float product = 0;
    float productRest = 0;
    for (int t = item; t < columns; t += GROUP) {
      float g = dy[first + t] * gamma[t];
      float next = sum + g;
      rest += rounding(sum, g, next);
      sum = next;
      float term = g * ((x[first + t] - center) * inverse);
      float after = product + term;
      productRest += rounding(product, term, after);
      product = after;
    }
    float meanG = sumOf(item, sum, rest) / columns;
    float meanProduct = sumOf(item, product, productRest) / columns;
    for (int t = item; t < columns; t += GROUP) {
      float g = dy[first + t] * gamma[t];
      float xhat = (x[first + t] - center) * inverse;
      dx[first + t] = inverse * (g - meanG - xhat * meanProduct);
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.NormalizationKernels#layerNormGrad}. */
  synchronized void backward(
      int rows,
      int columns,
      float[] input,
      int xAt,
      float[] gradient,
      int dyAt,
      float[] gammas,
      int gammaAt,
      float[] means,
      int meanAt,
      float[] inverses,
      int inverseStdAt,
      float[] result,
      int dxAt) {
    this.columns = columns;
    int n = rows * columns;
    x = give(x, n, input, xAt);
    dy = give(dy, n, gradient, dyAt);
    gamma = give(gamma, columns, gammas, gammaAt);
    mean = give(mean, rows, means, meanAt);
    inverseStd = give(inverseStd, rows, inverses, inverseStdAt);
    dx = room(dx, n);
    runGroups(rows);
    take(dx, n, result, dxAt);
  }
}
