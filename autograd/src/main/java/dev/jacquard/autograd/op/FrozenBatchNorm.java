package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.tensor.Tensor;

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
    Broadcast c = BatchNorm.channels("frozenBatchNorm", x.shape(), gamma.shape(), beta.shape());
    Expect.shape("frozenBatchNorm: mean", mean.shape(), gamma.shape());
    Expect.shape("frozenBatchNorm: variance", variance.shape(), gamma.shape());
    Operation op = Operation.on(x, gamma, beta);
    Tensor a = x.value();
    Tensor factor = gamma.value();
    Tensor center = op.allocate(mean.shape());
    center.set(mean);
    Tensor inverseStd = BatchNorm.inverseStd(op.space(), variance, eps);
    Tensor y = op.allocate(x.shape());
    BatchNorm.normalize(op.space(), c, a, center, inverseStd, factor, beta.value(), y);
    Broadcast same = new Broadcast(1, c.channels(), 1);
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
              Tensor slope = space.allocate(gamma.shape());
              Multiply.multiply(space, same, inverseStd, factor, slope);
              Tensor dx = space.inPlaceOf(dy);
              Multiply.multiply(space, c, dy, slope, dx);
              return dx;
            },
            inverseStd,
            factor)
        .result(y);
  }
}
