package dev.jacquard.bench;

import dev.jacquard.tensor.kernel.ConvGeometry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Convolutions, forward and to both gradients; padding counts as work that is done. */
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls the set-up.
public class ConvolutionBenchmark extends KernelBenchmark {
  /** Which convolution. */
  public enum Kind {
    /** The bulk of a ResNet. */
    DENSE_3X3(8, 64, 32, 64, 3, 1, 1, 1),
    /** Where a ResNet halves the resolution. */
    STRIDED_3X3(8, 64, 32, 128, 3, 2, 1, 1),
    /** The bulk of a bottleneck or of a separable convolution. */
    POINTWISE_1X1(8, 128, 32, 128, 1, 1, 1, 1),
    /** The other half of a separable convolution. */
    DEPTHWISE_3X3(8, 128, 32, 128, 3, 1, 1, 128),
    /** The same where the resolution is halved. */
    STRIDED_DEPTHWISE_3X3(8, 128, 32, 128, 3, 2, 1, 128),
    /** The dilated convolution of cell-based architectures. */
    DILATED_DEPTHWISE_5X5(8, 128, 32, 128, 5, 1, 2, 128),
    /** The first layer of networks for ImageNet. */
    STEM_7X7(1, 3, 224, 64, 7, 2, 1, 1);

    private final int batch;
    private final int in;
    private final int size;
    private final int out;
    private final int kernel;
    private final int stride;
    private final int dilation;
    private final int groups;

    Kind(int batch, int in, int size, int out, int kernel, int stride, int dilation, int groups) {
      this.batch = batch;
      this.in = in;
      this.size = size;
      this.out = out;
      this.kernel = kernel;
      this.stride = stride;
      this.dilation = dilation;
      this.groups = groups;
    }

    ConvGeometry geometry() {
      int pad = dilation * (kernel - 1) / 2;
      return new ConvGeometry(
          batch, in, size, size, out, kernel, kernel, stride, stride, pad, pad, dilation, dilation,
          groups);
    }
  }

  /** Which convolution. */
  @Param public Kind kind;

  private ConvGeometry g;
  private float[] x = {};
  private float[] w = {};
  private float[] dy = {};
  private float[] result = {};

  /** Makes input, weight, and a gradient of the output. */
  @Setup
  public void makeOperands() {
    g = kind.geometry();
    x = Values.normal(g.batch() * g.inImage(), 1);
    w = Values.normal(g.outChannels() * g.filter(), 2);
    dy = Values.normal(g.batch() * g.outImage(), 3);
    result = new float[Math.max(w.length, Math.max(x.length, dy.length))];
  }

  /** The convolution. */
  @Benchmark
  public void forward(Flops flops) {
    flops.add(2 * g.multiplyAdds());
    kernels.conv2d(g, 0, g.batch(), x, 0, w, 0, result, 0);
  }

  /** Its gradient to the input. */
  @Benchmark
  public void inputGrad(Flops flops) {
    flops.add(2 * g.multiplyAdds());
    kernels.conv2dInputGrad(g, 0, g.batch(), dy, 0, w, 0, result, 0);
  }

  /** Its gradient to the weight. */
  @Benchmark
  public void weightGrad(Flops flops) {
    flops.add(2 * g.multiplyAdds());
    kernels.conv2dWeightGrad(g, 0, g.inChannels(), x, 0, dy, 0, result, 0);
  }
}
