package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** The gradients of layer norm to gamma and beta, a group a column. */
final class LayerNormParameterGradKernel extends GroupKernel {
  float[] x = new float[1];
  float[] dy = new float[1];
  float[] mean = new float[1];
  float[] inverseStd = new float[1];
  float[] dgamma = new float[1];
  float[] dbeta = new float[1];
  int rows;
  int columns;

  LayerNormParameterGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int column = getGroupId(0);
    int item = getLocalId(0);
    float sum = 0;
    float rest = 0;
    float product = 0;
    float productRest = 0;
    for (int t = item; t < rows; t += GROUP) {
      int at = t * columns + column;
      float gradient = dy[at];
      float next = sum + gradient;
      rest += rounding(sum, gradient, next);
      sum = next;
      float term = gradient * ((x[at] - mean[t]) * inverseStd[t]);
      float after = product + term;
      productRest += rounding(product, term, after);
      product = after;
    }
    float allSum = sumOf(item, sum, rest);
    float allProduct = sumOf(item, product, productRest);
    if (item == 0) {
      dbeta[column] = allSum;
      dgamma[column] = allProduct;
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.NormalizationKernels#layerNormParameterGrad}. */
  synchronized void backward(
      int rows,
      int columns,
      float[] input,
      int xAt,
      float[] gradient,
      int dyAt,
      float[] means,
      int meanAt,
      float[] inverses,
      int inverseStdAt,
      float[] gammaGrad,
      int dgammaAt,
      float[] betaGrad,
      int dbetaAt) {
    this.rows = rows;
    this.columns = columns;
    int n = rows * columns;
    x = give(x, n, input, xAt);
    dy = give(dy, n, gradient, dyAt);
    mean = give(mean, rows, means, meanAt);
    inverseStd = give(inverseStd, rows, inverses, inverseStdAt);
    dgamma = room(dgamma, columns);
    dbeta = room(dbeta, columns);
    runGroups(columns);
    take(dgamma, columns, gammaGrad, dgammaAt);
    take(dbeta, columns, betaGrad, dbetaAt);
  }
}
