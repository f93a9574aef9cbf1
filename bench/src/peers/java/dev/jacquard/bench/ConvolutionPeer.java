package dev.jacquard.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The convolutions of {@link ConvolutionBenchmark} by libtorch. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class ConvolutionPeer extends PinnedScope {
  private LibtorchConvolution convolution;

  /** Copies the operands and says which of its convolutions libtorch takes. */
  @Setup
  public void make(LibtorchKernels trial, ConvolutionOperands o) {
    convolution = new LibtorchConvolution(trial, o);
  }

  /** The convolution. */
  @Benchmark
  public void forward(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    convolution.forward();
  }

  /** Its gradient to the input. */
  @Benchmark
  public void inputGrad(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    convolution.inputGrad();
  }

  /** Its gradient to the weight. */
  @Benchmark
  public void weightGrad(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    convolution.weightGrad();
  }
}
