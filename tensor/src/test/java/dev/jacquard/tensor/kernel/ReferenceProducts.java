package dev.jacquard.tensor.kernel;

/** Products and convolutions in double. */
interface ReferenceProducts extends MatrixKernels, ConvolutionKernels {
  @Override
  default void gemm(
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      int aRow,
      int aColumn,
      float[] b,
      int bAt,
      int bRow,
      int bColumn,
      float beta,
      float[] c,
      int cAt,
      int cRow) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = beta == 0 ? 0 : c[cAt + i * cRow + j];
        for (int p = 0; p < k; p++) {
          sum += (double) a[aAt + i * aRow + p * aColumn] * b[bAt + p * bRow + j * bColumn];
        }
        c[cAt + i * cRow + j] = (float) sum;
      }
    }
  }

  @Override
  default void conv2d(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    double[] sums = new double[g.batch() * g.outImage()];
    forEachProduct(g, (in, weight, out) -> sums[out] += (double) x[xAt + in] * w[wAt + weight]);
    store(sums, from * g.outImage(), to * g.outImage(), y, yAt);
  }

  @Override
  default void conv2dInputGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] dy,
      int dyAt,
      float[] w,
      int wAt,
      float[] dx,
      int dxAt) {
    double[] sums = new double[g.batch() * g.inImage()];
    forEachProduct(g, (in, weight, out) -> sums[in] += (double) dy[dyAt + out] * w[wAt + weight]);
    store(sums, from * g.inImage(), to * g.inImage(), dx, dxAt);
  }

  @Override
  default void conv2dWeightGrad(
      ConvGeometry g,
      int from,
      int to,
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt) {
    double[] sums = new double[g.outChannels() * g.filter()];
    forEachProduct(g, (in, weight, out) -> sums[weight] += (double) x[xAt + in] * dy[dyAt + out]);
    int taps = g.kernelHeight() * g.kernelWidth();
    for (int i = 0; i < sums.length; i++) {
      int channel = i / g.filter() / g.groupOutChannels() * g.groupInChannels();
      channel += i % g.filter() / taps;
      if (channel >= from && channel < to) {
        dw[dwAt + i] = (float) sums[i];
      }
    }
  }

  /** The places of the three elements of one product. */
  interface Product {
    void at(int in, int weight, int out);
  }

  /** Calls back for every product that a convolution sums: the definition of all three passes. */
  private static void forEachProduct(ConvGeometry g, Product product) {
    int perGroup = g.inChannels() / g.groups();
    for (int n = 0; n < g.batch(); n++) {
      for (int o = 0; o < g.outChannels(); o++) {
        int group = o / (g.outChannels() / g.groups());
        for (int c = 0; c < perGroup; c++) {
          int plane = (n * g.inChannels() + group * perGroup + c) * g.inHeight();
          for (int i = 0; i < g.outHeight(); i++) {
            for (int j = 0; j < g.outWidth(); j++) {
              int out = ((n * g.outChannels() + o) * g.outHeight() + i) * g.outWidth() + j;
              for (int u = 0; u < g.kernelHeight(); u++) {
                for (int v = 0; v < g.kernelWidth(); v++) {
                  int row = i * g.strideHeight() - g.padHeight() + u * g.dilationHeight();
                  int column = j * g.strideWidth() - g.padWidth() + v * g.dilationWidth();
                  if (row >= 0 && row < g.inHeight() && column >= 0 && column < g.inWidth()) {
                    int weight = ((o * perGroup + c) * g.kernelHeight() + u) * g.kernelWidth() + v;
                    product.at((plane + row) * g.inWidth() + column, weight, out);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static void store(double[] sums, int from, int to, float[] y, int yAt) {
    for (int i = from; i < to; i++) {
      y[yAt + i] = (float) sums[i];
    }
  }
}
