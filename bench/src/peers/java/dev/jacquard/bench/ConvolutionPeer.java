package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.ConvolutionRoute;
import dev.jacquard.tensor.kernel.ConvGeometry;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The convolutions of {@link ConvolutionBenchmark} by libtorch. */
@SuppressWarnings("NullAway.Init") // JMH calls the set-up.
public class ConvolutionPeer extends PinnedScope {
  private static final long[] NONE = {0, 0};

  private Tensor x;
  private Tensor w;
  private Tensor dy;
  private TensorOptional noBias;
  private LongArrayRefOptional noBiasSizes;
  private BoolPointer input;
  private BoolPointer weight;
  private long[] stride = NONE;
  private long[] padding = NONE;
  private long[] dilation = NONE;
  private long groups;

  /** Copies the operands and says which of its convolutions libtorch takes. */
  @Setup
  public void make(LibtorchKernels trial, ConvolutionOperands o) {
    ConvGeometry g = o.g;
    x = trial.tensor(o.x, g.batch(), g.inChannels(), g.inHeight(), g.inWidth());
    w = trial.tensor(o.w, g.outChannels(), g.groupInChannels(), g.kernelHeight(), g.kernelWidth());
    dy = trial.tensor(o.dy, g.batch(), g.outChannels(), g.outHeight(), g.outWidth());
    noBias = trial.own(new TensorOptional());
    noBiasSizes = trial.own(new LongArrayRefOptional());
    input = trial.mask(true, false, false);
    weight = trial.mask(false, true, false);
    stride = new long[] {g.strideHeight(), g.strideWidth()};
    padding = new long[] {g.padHeight(), g.padWidth()};
    dilation = new long[] {g.dilationHeight(), g.dilationWidth()};
    groups = g.groups();
    System.out.println("convolution: " + ConvolutionRoute.of(g, x, w));
  }

  /** The convolution. */
  @Benchmark
  public void forward(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    torch.conv2d(x, w, noBias, stride, padding, dilation, groups).close();
  }

  /** Its gradient to the input. */
  @Benchmark
  public void inputGrad(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    backward(input).close();
  }

  /** Its gradient to the weight. */
  @Benchmark
  public void weightGrad(ConvolutionOperands o, Flops flops) {
    flops.add(o.flops());
    backward(weight).close();
  }

  private T_TensorTensorTensor_T backward(BoolPointer wanted) {
    return torch.convolution_backward(
        dy, x, w, noBiasSizes, stride, padding, dilation, false, NONE, groups, wanted);
  }
}
