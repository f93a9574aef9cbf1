package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.ConvGeometry;

/**
 * A two-dimensional convolution (cross-correlation) with zero padding:
 *
 * <pre>
 * y[n, o, i, j]  = b[o] + sum over c, u, v of x[n, c, i s - p + u d, j s - p + v d] w[o, c, u, v]
 * dx[n, c, k, l] = sum of dy[n, o, i, j] w[o, c, u, v] where i s - p + u d = k and the same for l
 * dw[o, c, u, v] = sum over n, i, j of dy[n, o, i, j] x[n, c, i s - p + u d, j s - p + v d]
 * db[o]          = sum over n, i, j of dy[n, o, i, j]
 * </pre>
 *
 * <p>Here s is the stride, p the padding, d the dilation; c runs over the channels of o's group.
 */
public final class Conv2d {
  private Conv2d() {}

  /**
   * How a kernel slides over an image.
   *
   * @param strideHeight rows between neighbouring outputs
   * @param strideWidth columns between neighbouring outputs
   * @param padHeight rows of zeros above, and as many below
   * @param padWidth columns of zeros on the left, and as many on the right
   * @param dilationHeight rows between neighbouring taps of the kernel
   * @param dilationWidth columns between neighbouring taps of the kernel
   * @param groups number of groups that the channels fall into, each convolved on its own
   */
  public record Sliding(
      int strideHeight,
      int strideWidth,
      int padHeight,
      int padWidth,
      int dilationHeight,
      int dilationWidth,
      int groups) {
    /** One stride and one padding for both directions, no dilation, one group. */
    public static Sliding of(int stride, int padding) {
      return new Sliding(stride, stride, padding, padding, 1, 1, 1);
    }

    /** The same with a dilation for both directions. */
    public Sliding withDilation(int dilation) {
      return new Sliding(
          strideHeight, strideWidth, padHeight, padWidth, dilation, dilation, groups);
    }

    /** The same in a number of groups. */
    public Sliding withGroups(int number) {
      return new Sliding(
          strideHeight, strideWidth, padHeight, padWidth, dilationHeight, dilationWidth, number);
    }
  }

  /**
   * Without a bias.
   *
   * @param x images {@code [N, C, H, W]}
   * @param w kernels {@code [O, C / groups, kh, kw]}
   * @return {@code [N, O, H', W']}, {@code H' = (H + 2 p - d (kh - 1) - 1) / s + 1} rounded down
   */
  public static Var conv2d(Var x, Var w, Sliding sliding) {
    ConvGeometry g = geometry(x.shape(), w.shape(), sliding);
    Operation op = Operation.on(x, w);
    Tensor y = convolve(op, g, x, w);
    return kernelGradients(op, g, x, w).result(y);
  }

  /** With a bias {@code [O]}; otherwise as {@link #conv2d(Var, Var, Sliding)}. */
  public static Var conv2d(Var x, Var w, Var b, Sliding sliding) {
    ConvGeometry g = geometry(x.shape(), w.shape(), sliding);
    Expect.shape("conv2d: bias", b.shape(), g.outChannels());
    Operation op = Operation.on(x, w, b);
    Tensor y = convolve(op, g, x, w);
    Broadcast channels = new Broadcast(g.batch(), g.outChannels(), g.outHeight() * g.outWidth());
    Add.add(op.space(), channels, y, b.value(), y);
    return kernelGradients(op, g, x, w)
        .gradient(b, (space, dy) -> Add.sumTo(space, channels, dy, b.shape()))
        .result(y);
  }

  private static Tensor convolve(Operation op, ConvGeometry g, Var x, Var w) {
    Tensor image = x.value();
    Tensor kernel = w.value();
    Tensor y = op.allocate(Shape.of(g.batch(), g.outChannels(), g.outHeight(), g.outWidth()));
    op.kernels()
        .conv2d(
            g,
            0,
            g.batch(),
            image.data(),
            image.offset(),
            kernel.data(),
            kernel.offset(),
            y.data(),
            y.offset());
    return y;
  }

  private static Operation kernelGradients(Operation op, ConvGeometry g, Var x, Var w) {
    Tensor image = x.value();
    Tensor kernel = w.value();
    return op.gradient(
            x,
            (space, dy) -> {
              Tensor dx = space.allocate(x.shape());
              space
                  .kernels()
                  .conv2dInputGrad(
                      g,
                      0,
                      g.batch(),
                      dy.data(),
                      dy.offset(),
                      kernel.data(),
                      kernel.offset(),
                      dx.data(),
                      dx.offset());
              return dx;
            },
            kernel)
        .gradient(
            w,
            (space, dy) -> {
              Tensor dw = space.allocate(w.shape());
              space
                  .kernels()
                  .conv2dWeightGrad(
                      g,
                      0,
                      g.inChannels(),
                      image.data(),
                      image.offset(),
                      dy.data(),
                      dy.offset(),
                      dw.data(),
                      dw.offset());
              return dw;
            },
            image);
  }

  static ConvGeometry geometry(Shape x, Shape w, Sliding s) {
    Expect.rank("conv2d: input", 4, x);
    Expect.rank("conv2d: weight", 4, w);
    Expect.that(s.groups() > 0, "conv2d: groups", "1 or more", s.groups());
    int channels = x.dim(1);
    Expect.that(
        channels % s.groups() == 0 && w.dim(1) == channels / s.groups(),
        "conv2d: weight",
        "[*, " + channels + " / " + s.groups() + ", *, *]",
        w);
    return new ConvGeometry(
        x.dim(0),
        channels,
        x.dim(2),
        x.dim(3),
        w.dim(0),
        w.dim(2),
        w.dim(3),
        s.strideHeight(),
        s.strideWidth(),
        s.padHeight(),
        s.padWidth(),
        s.dilationHeight(),
        s.dilationWidth(),
        s.groups());
  }
}
