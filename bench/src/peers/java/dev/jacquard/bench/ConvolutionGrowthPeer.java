package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The convolution of {@link ConvolutionGrowthBenchmark} by libtorch. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class ConvolutionGrowthPeer extends PinnedScope {
  private LibtorchConvolution convolution;

  /** Copies the operands and says which of its convolutions libtorch takes. */
  @Setup
  public void make(LibtorchKernels trial, ConvolutionGrowthOperands o) {
    convolution = new LibtorchConvolution(trial, o);
  }

  /** The convolution. */
  @Benchmark
  public void forward(ConvolutionGrowthOperands o, Flops flops) {
    flops.add(o.flops());
    convolution.forward();
  }
}
