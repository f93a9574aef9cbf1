package dev.jacquard.tensor.kernel.opencl;

import com.aparapi.device.OpenCLDevice;

/** The gradient of batch norm with batch statistics, a group a channel. */
final class BatchNormGradKernel extends GroupKernel {
  float[] x = new float[1];
  float[] dy = new float[1];
  float[] mean = new float[1];
  float[] inverseStd = new float[1];
  float[] gamma = new float[1];
  float[] dx = new float[1];
  float[] dgamma = new float[1];
  float[] dbeta = new float[1];
  int channels;
  int inner;
  int terms;

  BatchNormGradKernel(OpenCLDevice device) {
    super(device);
  }

  @Override
  public void run() {
    int channel = getGroupId(0);
    int item = getLocalId(0);
    float center = mean[channel];
    float inverse = inverseStd[channel];
    float sum = 0;
    float rest = 0;
    float product = 0;
    float productRest = 0;
    for (int t = item; t < terms; t += GROUP) {
      int at = ((t / inner) * channels + channel) * inner + t % inner;
      float gradient = dy[at];
      float next = sum + gradient;
      rest += rounding(sum, gradient, next);
      sum = next;
      float term = gradient * (x[at] - center);
      float after = product + term;
      productRest += rounding(product, term, after);
      product = after;
    }
    float allSum = sumOf(item, sum, rest);
    float allProduct = sumOf(item, product, productRest) * inverse;
    if (item == 0) {
      dbeta[channel] = allSum;
      dgamma[channel] = allProduct;
    }
    float meanDy = allSum / terms;
    float meanProduct = allProduct / terms;
    float factor = gamma[channel] * inverse;
    for (int t = item; t < terms; t += GROUP) {
      int at = ((t / inner) * channels + channel) * inner + t % inner;
      float xhat = (x[at] - center) * inverse;
      dx[at] = factor * (dy[at] - meanDy - xhat * meanProduct);
    }
  }

  /** See {@link dev.jacquard.tensor.kernel.NormalizationKernels#batchNormGrad}. */
  synchronized void backward(
      int outer,
      int channels,
      int inner,
      int from,
      int to,
      float[] input,
      int xAt,
      float[] gradient,
      int dyAt,
      float[] means,
      int meanAt,
      float[] inverses,
      int inverseStdAt,
      float[] gammas,
      int gammaAt,
      float[] result,
      int dxAt,
      float[] gammaGrad,
      int dgammaAt,
      float[] betaGrad,
      int dbetaAt) {
    int some = to - from;
    this.channels = some;
    this.inner = inner;
    terms = outer * inner;
    int n = outer * some * inner;
    x = giveChannels(x, outer, channels, inner, from, some, input, xAt);
    dy = giveChannels(dy, outer, channels, inner, from, some, gradient, dyAt);
    mean = give(mean, some, means, meanAt + from);
    inverseStd = give(inverseStd, some, inverses, inverseStdAt + from);
    gamma = give(gamma, some, gammas, gammaAt + from);
    dx = room(dx, n);
    dgamma = room(dgamma, some);
    dbeta = room(dbeta, some);
    runGroups(some);
    fetch(dx);
    for (int o = 0; o < outer; o++) {
      int at = dxAt + (o * channels + from) * inner;
      System.arraycopy(dx, o * some * inner, result, at, some * inner);
    }
    take(dgamma, some, gammaGrad, dgammaAt + from);
    take(dbeta, some, betaGrad, dbetaAt + from);
  }
}
