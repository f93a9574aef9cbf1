package dev.jacquard.bench;

import dev.jacquard.bench.libtorch.ConvolutionRoute;
import dev.jacquard.tensor.kernel.ConvGeometry;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.LongArrayRefOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A convolution by libtorch; its operands live as long as the trial. */
final class LibtorchConvolution {
  private static final long[] NONE = {0, 0};

  private final Tensor x;
  private final Tensor w;
  private final Tensor dy;
  private final TensorOptional noBias;
  private final LongArrayRefOptional noBiasSizes;
  private final BoolPointer input;
  private final BoolPointer weight;
  private final long[] stride;
  private final long[] padding;
  private final long[] dilation;
  private final long groups;

  /** Copies the operands and says which of its convolutions libtorch takes. */
  LibtorchConvolution(LibtorchTrial trial, ConvolutionArrays o) {
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

  void forward() {
    torch.conv2d(x, w, noBias, stride, padding, dilation, groups).close();
  }

  void inputGrad() {
    backward(input).close();
  }

  void weightGrad() {
    backward(weight).close();
  }

  private T_TensorTensorTensor_T backward(BoolPointer wanted) {
    return torch.convolution_backward(
        dy, x, w, noBiasSizes, stride, padding, dilation, false, NONE, groups, wanted);
  }
}
