package dev.jacquard.tensor.kernel;

/**
 * The sizes of a two-dimensional convolution (a cross-correlation, as in all of deep learning).
 *
 * <p>Input {@code [batch, inChannels, inHeight, inWidth]}, weight {@code [outChannels, inChannels /
 * groups, kernelHeight, kernelWidth]}, output {@code [batch, outChannels, outHeight(),
 * outWidth()]}. Padding is with zeros and alike on opposite sides.
 *
 * @param batch images
 * @param inChannels channels of the input
 * @param inHeight rows of the input
 * @param inWidth columns of the input
 * @param outChannels channels of the output
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param strideHeight rows between neighbouring outputs
 * @param strideWidth columns between neighbouring outputs
 * @param padHeight rows of zeros above, and as many below
 * @param padWidth columns of zeros on the left, and as many on the right
 * @param dilationHeight rows between neighbouring taps of the kernel
 * @param dilationWidth columns between neighbouring taps of the kernel
 * @param groups number of groups that the channels fall into, each convolved on its own
 */
public record ConvGeometry(
    int batch,
    int inChannels,
    int inHeight,
    int inWidth,
    int outChannels,
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int padHeight,
    int padWidth,
    int dilationHeight,
    int dilationWidth,
    int groups) {

  /**
   * Checks that the sizes make a convolution.
   *
   * @throws IllegalArgumentException if a size is out of range, the channels do not divide into the
   *     groups, or the kernel does not fit the padded input
   */
  public ConvGeometry {
    expect(batch >= 0, "batch", batch, "0 or more");
    expect(inChannels > 0, "input channels", inChannels, "1 or more");
    expect(inHeight > 0, "input height", inHeight, "1 or more");
    expect(inWidth > 0, "input width", inWidth, "1 or more");
    expect(outChannels > 0, "output channels", outChannels, "1 or more");
    expect(kernelHeight > 0, "kernel height", kernelHeight, "1 or more");
    expect(kernelWidth > 0, "kernel width", kernelWidth, "1 or more");
    expect(strideHeight > 0, "stride (height)", strideHeight, "1 or more");
    expect(strideWidth > 0, "stride (width)", strideWidth, "1 or more");
    expect(padHeight >= 0, "padding (height)", padHeight, "0 or more");
    expect(padWidth >= 0, "padding (width)", padWidth, "0 or more");
    expect(dilationHeight > 0, "dilation (height)", dilationHeight, "1 or more");
    expect(dilationWidth > 0, "dilation (width)", dilationWidth, "1 or more");
    expect(groups > 0, "groups", groups, "1 or more");
    expect(
        inChannels % groups == 0, "input channels", inChannels, "a multiple of groups " + groups);
    expect(
        outChannels % groups == 0,
        "output channels",
        outChannels,
        "a multiple of groups " + groups);
    expect(
        inHeight + 2L * padHeight > (long) dilationHeight * (kernelHeight - 1),
        "kernel height",
        kernelHeight,
        "one that fits " + inHeight + " rows with padding " + padHeight);
    expect(
        inWidth + 2L * padWidth > (long) dilationWidth * (kernelWidth - 1),
        "kernel width",
        kernelWidth,
        "one that fits " + inWidth + " columns with padding " + padWidth);
  }

  private static void expect(boolean holds, String what, int value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "convolution: " + what + " is " + value + ", expected " + expected);
    }
  }

  /** Rows of the output. */
  public int outHeight() {
    return (inHeight + 2 * padHeight - dilationHeight * (kernelHeight - 1) - 1) / strideHeight + 1;
  }

  /** Columns of the output. */
  public int outWidth() {
    return (inWidth + 2 * padWidth - dilationWidth * (kernelWidth - 1) - 1) / strideWidth + 1;
  }

  /** Input channels of one group: the second axis of the weight. */
  public int groupInChannels() {
    return inChannels / groups;
  }

  /** Output channels of one group. */
  public int groupOutChannels() {
    return outChannels / groups;
  }

  /** Elements of one image of the input. */
  public int inImage() {
    return inChannels * inHeight * inWidth;
  }

  /** Elements of one image of the output. */
  public int outImage() {
    return outChannels * outHeight() * outWidth();
  }

  /** Elements of the weight that one output channel has: {@code inChannels / groups * kh * kw}. */
  public int filter() {
    return groupInChannels() * kernelHeight * kernelWidth;
  }

  /**
   * One image and the first so many output channels of this convolution, with the groups and input
   * channels that belong to them.
   *
   * @throws IllegalArgumentException if that cuts a group, where there is more than one
   */
  public ConvGeometry outputs(int channels) {
    int part = groups == 1 ? 1 : channels / groupOutChannels();
    return new ConvGeometry(
        1,
        part * groupInChannels(),
        inHeight,
        inWidth,
        channels,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        padHeight,
        padWidth,
        dilationHeight,
        dilationWidth,
        part);
  }

  /** Whether every input channel is a group of its own. */
  public boolean depthwise() {
    return groups == inChannels && groups > 1;
  }

  /** Whether this is a product of matrices on the image as it lies: 1 x 1, stride 1, no padding. */
  public boolean pointwise() {
    return kernelHeight == 1
        && kernelWidth == 1
        && strideHeight == 1
        && strideWidth == 1
        && padHeight == 0
        && padWidth == 0;
  }

  /** Multiply-adds of the forward pass: one for every output element and tap, padding included. */
  public long multiplyAdds() {
    return (long) batch * outImage() * filter();
  }
}
