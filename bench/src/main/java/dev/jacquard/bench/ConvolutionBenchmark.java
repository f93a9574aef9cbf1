package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Convolutions, forward and to both gradients; padding counts as work that is done. */
public class ConvolutionBenchmark extends KernelBenchmark {
  private float[] result = {};

  /** Makes room for results. */
  @Setup
  public void makeRoom(ConvolutionOperands o) {
    result = new float[Math.max(o.w.length, Math.max(o.x.length, o.dy.length))];
  }

  /** The convolution. */
  @Benchmark
  public void forward(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    kernels.conv2d(o.g, 0, o.g.batch(), o.x, 0, o.w, 0, result, 0);
  }

  /** Its gradient to the input. */
  @Benchmark
  public void inputGrad(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    kernels.conv2dInputGrad(o.g, 0, o.g.batch(), o.dy, 0, o.w, 0, result, 0);
  }

  /** Its gradient to the weight. */
  @Benchmark
  public void weightGrad(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    kernels.conv2dWeightGrad(o.g, 0, o.g.inChannels(), o.x, 0, o.dy, 0, result, 0);
  }
}
