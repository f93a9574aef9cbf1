package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import dev.jacquard.tensor.kernel.ConvGeometry;
import org.jspecify.annotations.Nullable;

/**
 * Batch norm with given statistics, as in evaluation (Ioffe and Szegedy 2015, algorithm 2), for
 * each channel:
 *
 * <pre>
 * y      = xhat gamma + beta,  xhat = (x - mean) inverseStd,  inverseStd = 1 / sqrt(variance + eps)
 * dbeta  = sum dy
 * dgamma = sum dy xhat
 * dx     = gamma inverseStd dy
 * </pre>
 */
public final class FrozenBatchNorm {
  private FrozenBatchNorm() {}

  /**
   * A convolution that is normalised, and put under a function where there is one: as much as
   * {@link Conv2d}, then {@link #frozenBatchNorm}, then {@link Activate}. In one pass where nobody
   * wants a gradient.
   *
   * @param x images {@code [N, C, H, W]}
   * @param w kernels {@code [O, C / groups, kh, kw]}
   * @param gamma {@code [O]}, like beta, mean and variance
   * @param f null for the identity
   */
  public static Var frozenConv2d(
      Var x,
      Var w,
      Conv2d.Sliding sliding,
      Var gamma,
      Var beta,
      Tensor mean,
      Tensor variance,
      double eps,
      @Nullable Activation f) {
    if (x.tracked() || w.tracked() || gamma.tracked() || beta.tracked()) {
      Var y = Conv2d.conv2d(x, w, sliding);
      Var z = frozenBatchNorm(y, gamma, beta, mean, variance, eps);
      x.tape().release(y);
      return f == null ? z : Activate.activateLast(z, f);
    }
    Operation op = Operation.on(x, w, gamma, beta);
    ConvGeometry g = Conv2d.geometry(x.shape(), w.shape(), sliding);
    Shape shape = Shape.of(g.batch(), g.outChannels(), g.outHeight(), g.outWidth());
    check("frozenConv2d", shape, gamma, beta, mean, variance);
    Tensor scale =
        BatchNorm.scale(op.space(), BatchNorm.inverseStd(op.space(), variance, eps), gamma.value());
    Tensor image = x.value();
    Tensor kernel = w.value();
    Tensor shift = beta.value();
    Tensor y = op.allocate(shape);
    op.kernels()
        .conv2dNormalized(
            f,
            g,
            0,
            g.batch(),
            image.data(),
            image.offset(),
            kernel.data(),
            kernel.offset(),
            mean.data(),
            mean.offset(),
            scale.data(),
            scale.offset(),
            shift.data(),
            shift.offset(),
            y.data(),
            y.offset());
    return op.result(y);
  }

  /** How channels lie on x, after a look at the shapes. */
  private static Broadcast check(
      String where, Shape x, Var gamma, Var beta, Tensor mean, Tensor variance) {
    Broadcast c = BatchNorm.channels(where, x, gamma.shape(), beta.shape());
    Expect.shape(where + ": mean", mean.shape(), gamma.shape());
    Expect.shape(where + ": variance", variance.shape(), gamma.shape());
    return c;
  }

  /**
   * Normalises x {@code [N, C, ...]}.
   *
   * @param gamma {@code [C]}
   * @param beta {@code [C]}
   * @param mean of each channel, {@code [C]}; a constant, like the variance. Both may be changed
   *     after this call
   * @param variance of each channel, {@code [C]}
   * @param eps added to the variance
   */
  public static Var frozenBatchNorm(
      Var x, Var gamma, Var beta, Tensor mean, Tensor variance, double eps) {
    Broadcast c = check("frozenBatchNorm", x.shape(), gamma, beta, mean, variance);
    Operation op = Operation.on(x, gamma, beta);
    Tensor a = x.value();
    Tensor factor = gamma.value();
    Tensor center = op.allocate(mean.shape());
    center.set(mean);
    Tensor inverseStd = BatchNorm.inverseStd(op.space(), variance, eps);
    // The gradient to gamma reads x.
    Tensor y = gamma.tracked() ? op.allocate(x.shape()) : op.over(x);
    BatchNorm.normalize(op.space(), c, a, center, inverseStd, factor, beta.value(), y);
    return op.gradient(beta, (space, dy) -> Add.sumTo(space, c, dy, beta.shape()))
        .gradient(
            gamma,
            (space, dy) -> {
              Tensor one = space.allocate(gamma.shape());
              one.fill(1);
              Tensor xhat = space.allocate(x.shape());
              BatchNorm.normalize(
                  space, c, a, center, inverseStd, one, space.zeros(beta.shape()), xhat);
              return Multiply.dotTo(space, c, dy, xhat, gamma.shape());
            },
            a,
            center,
            inverseStd)
        .gradient(
            x,
            (space, dy) -> {
              Tensor slope = BatchNorm.scale(space, inverseStd, factor);
              Tensor dx = space.inPlaceOf(dy);
              Multiply.multiply(space, c, dy, slope, dx);
              return dx;
            },
            inverseStd,
            factor)
        .result(y);
  }
}
