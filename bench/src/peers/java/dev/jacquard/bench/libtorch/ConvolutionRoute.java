package dev.jacquard.bench.libtorch;

import dev.jacquard.tensor.kernel.ConvGeometry;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Which of its convolutions libtorch takes; it chooses by shape and number of threads. */
public enum ConvolutionRoute {
  /** oneDNN, compiled at run time for the processor. */
  ONE_DNN,
  /** libtorch's own: patches and a product of matrices, or a direct depthwise convolution. */
  NATIVE,
  /** One of the two: their bits are the same. {@code ONEDNN_VERBOSE=1} in the environment tells. */
  UNDECIDED;

  /**
   * The route of a convolution, told by its bits: whether they are those of oneDNN when it is asked
   * for by name, or those that come without it.
   *
   * @param x {@code [N, C, H, W]}
   * @param w {@code [O, C / groups, kh, kw]}
   */
  @SuppressWarnings("try") // The scope works by being open.
  public static ConvolutionRoute of(ConvGeometry g, Tensor x, Tensor w) {
    long[] stride = {g.strideHeight(), g.strideWidth()};
    long[] padding = {g.padHeight(), g.padWidth()};
    long[] dilation = {g.dilationHeight(), g.dilationWidth()};
    try (PointerScope scope = new PointerScope()) {
      TensorOptional none = new TensorOptional();
      Tensor usual = torch.conv2d(x, w, none, stride, padding, dilation, g.groups());
      Tensor named = torch.mkldnn_convolution(x, w, none, padding, stride, dilation, g.groups());
      torch.globalContext().setUserEnabledMkldnn(false);
      Tensor without = torch.conv2d(x, w, none, stride, padding, dilation, g.groups());
      torch.globalContext().setUserEnabledMkldnn(true);
      if (named.equal(without)) {
        return UNDECIDED;
      }
      return usual.equal(named) ? ONE_DNN : NATIVE;
    }
  }
}
