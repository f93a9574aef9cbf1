package dev.jacquard.nn.layer;

import dev.jacquard.autograd.op.Conv2d.Sliding;
import dev.jacquard.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A two-dimensional convolution of {@code [N, in, H, W]} with a {@code weight} {@code [out, in /
 * groups, kernelHeight, kernelWidth]} and, if wanted, a {@code bias} {@code [out]}.
 *
 * @param in channels of the input
 * @param out channels of the output
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param sliding stride, zero padding, dilation and groups
 * @param bias whether a bias is added
 */
public record Conv2d(
    int in, int out, int kernelHeight, int kernelWidth, Sliding sliding, boolean bias)
    implements Layer {
  /** Checks the sizes. */
  public Conv2d {
    Expect.positive("conv2d: in", in);
    Expect.positive("conv2d: out", out);
    Expect.positive("conv2d: kernel height", kernelHeight);
    Expect.positive("conv2d: kernel width", kernelWidth);
    Expect.positive("conv2d: stride", Math.min(sliding.strideHeight(), sliding.strideWidth()));
    Expect.positive(
        "conv2d: dilation", Math.min(sliding.dilationHeight(), sliding.dilationWidth()));
    Expect.notNegative("conv2d: padding", Math.min(sliding.padHeight(), sliding.padWidth()));
    Expect.positive("conv2d: groups", sliding.groups());
    Expect.multiple("conv2d: in", in, sliding.groups());
    Expect.multiple("conv2d: out", out, sliding.groups());
  }

  /** A square kernel with stride 1, no padding and no bias. */
  public static Conv2d of(int in, int out, int kernel) {
    return new Conv2d(in, out, kernel, kernel, Sliding.of(1, 0), false);
  }

  /** The same with other strides. */
  public Conv2d withStride(int height, int width) {
    return sliding(
        new Sliding(
            height,
            width,
            sliding.padHeight(),
            sliding.padWidth(),
            sliding.dilationHeight(),
            sliding.dilationWidth(),
            sliding.groups()));
  }

  /** The same with another stride in both directions. */
  public Conv2d withStride(int stride) {
    return withStride(stride, stride);
  }

  /** The same with other paddings. */
  public Conv2d withPadding(int height, int width) {
    return sliding(
        new Sliding(
            sliding.strideHeight(),
            sliding.strideWidth(),
            height,
            width,
            sliding.dilationHeight(),
            sliding.dilationWidth(),
            sliding.groups()));
  }

  /** The same with another padding in both directions. */
  public Conv2d withPadding(int padding) {
    return withPadding(padding, padding);
  }

  /** The same with another dilation in both directions. */
  public Conv2d withDilation(int dilation) {
    return sliding(sliding.withDilation(dilation));
  }

  /** The same in a number of groups. */
  public Conv2d withGroups(int groups) {
    return sliding(sliding.withGroups(groups));
  }

  /** The same with a bias. */
  public Conv2d withBias() {
    return new Conv2d(in, out, kernelHeight, kernelWidth, sliding, true);
  }

  private Conv2d sliding(Sliding other) {
    return new Conv2d(in, out, kernelHeight, kernelWidth, other, bias);
  }

  @Override
  public String kind() {
    return "conv2d";
  }

  @Override
  public <R> R accept(LayerVisitor<R> visitor) {
    return visitor.conv2d(this);
  }

  @Override
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(2);
    weights.add(
        new Weight("weight", Shape.of(out, in / sliding.groups(), kernelHeight, kernelWidth)));
    if (bias) {
      weights.add(new Weight("bias", Shape.of(out)));
    }
    return weights;
  }
}
