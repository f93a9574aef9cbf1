package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** How the cost of a convolution grows with its images. */
public class ConvolutionGrowthBenchmark extends KernelBenchmark {
  private float[] y = {};

  /** Makes room for the result. */
  @Setup
  public void makeRoom(ConvolutionGrowthOperands o) {
    y = new float[o.dy.length];
  }

  /** The convolution. */
  @Benchmark
  public void forward(ConvolutionGrowthOperands o, Flops flops) {
    flops.add(o.flops());
    kernels.conv2d(o.g, 0, o.g.batch(), o.x, 0, o.w, 0, y, 0);
  }
}
