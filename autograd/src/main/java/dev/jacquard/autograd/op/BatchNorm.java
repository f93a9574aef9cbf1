package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.List;

/**
 * Batch norm with the statistics of the batch (Ioffe and Szegedy 2015, algorithm 1), for each
 * channel over its m elements:
 *
 * <pre>
 * y      = xhat gamma + beta,  xhat = (x - mean) inverseStd,  inverseStd = 1 / sqrt(variance + eps)
 * dbeta  = sum dy
 * dgamma = sum dy xhat
 * dx     = gamma inverseStd (dy - dbeta / m - xhat dgamma / m)
 * </pre>
 */
public final class BatchNorm {
  private BatchNorm() {}

  /**
   * What batch norm gives.
   *
   * @param y the normalised values, in the shape of the input
   * @param mean of each channel, {@code [C]}; the caller's, like the variance
   * @param variance of each channel, {@code [C]}, biased (divided by m)
   */
  public record Normalized(Var y, Tensor mean, Tensor variance) {}

  /**
   * Normalises x {@code [N, C, ...]}.
   *
   * @param gamma {@code [C]}
   * @param beta {@code [C]}
   * @param eps added to the variance
   * @throws IllegalArgumentException also if there is only one value a channel (m = 1), as in
   *     PyTorch: its variance would be 0 and the result beta
   */
  public static Normalized batchNorm(Var x, Var gamma, Var beta, double eps) {
    Broadcast c = channels("batchNorm", x.shape(), gamma.shape(), beta.shape());
    Expect.that(
        (long) c.outer() * c.inner() > 1,
        "batchNorm: input",
        "more than one value a channel",
        x.shape());
    Operation op = Operation.on(x, gamma, beta);
    Tensor a = x.value();
    Tensor factor = gamma.value();
    Tensor mean = Tensor.zeros(gamma.shape());
    Tensor variance = Tensor.zeros(gamma.shape());
    op.kernels()
        .channelMoments(
            c.outer(),
            c.channels(),
            c.inner(),
            0,
            c.channels(),
            a.data(),
            a.offset(),
            mean.data(),
            mean.offset(),
            variance.data(),
            variance.offset());
    Tensor inverseStd = inverseStd(op.space(), variance, eps);
    // The caller may change the mean that it gets: the backward pass reads a copy.
    Tensor center = op.allocate(mean.shape());
    center.set(mean);
    Tensor y = op.allocate(x.shape());
    normalize(op.space(), c, a, center, inverseStd, factor, beta.value(), y);
    Var result =
        op.gradients(
                List.of(x, gamma, beta),
                (space, dy) -> gradients(space, c, a, dy, center, inverseStd, factor),
                a,
                center,
                inverseStd,
                factor)
            .result(y);
    return new Normalized(result, mean, variance);
  }

  private static List<Tensor> gradients(
      Workspace space,
      Broadcast c,
      Tensor x,
      Tensor dy,
      Tensor mean,
      Tensor inverseStd,
      Tensor gamma) {
    Tensor dx = space.inPlaceOf(dy);
    Tensor dgamma = space.allocate(gamma.shape());
    Tensor dbeta = space.allocate(gamma.shape());
    space
        .kernels()
        .batchNormGrad(
            c.outer(),
            c.channels(),
            c.inner(),
            0,
            c.channels(),
            x.data(),
            x.offset(),
            dy.data(),
            dy.offset(),
            mean.data(),
            mean.offset(),
            inverseStd.data(),
            inverseStd.offset(),
            gamma.data(),
            gamma.offset(),
            dx.data(),
            dx.offset(),
            dgamma.data(),
            dgamma.offset(),
            dbeta.data(),
            dbeta.offset());
    return List.of(dx, dgamma, dbeta);
  }

  /** How channels {@code [C]} lie on {@code [N, C, ...]}. */
  static Broadcast channels(String where, Shape x, Shape gamma, Shape beta) {
    Expect.rankAtLeast(where + ": input", 2, x);
    Expect.shape(where + ": gamma", gamma, x.dim(1));
    Expect.shape(where + ": beta", beta, x.dim(1));
    return new Broadcast(x.dim(0), x.dim(1), x.product(2, x.rank()));
  }

  /** {@code 1 / sqrt(variance + eps)} of each channel. */
  static Tensor inverseStd(Workspace space, Tensor variance, double eps) {
    Tensor inverseStd = space.allocate(variance.shape());
    for (int c = 0; c < variance.size(); c++) {
      inverseStd.set((float) (1 / Math.sqrt(variance.get(c) + eps)), c);
    }
    return inverseStd;
  }

  /** Writes {@code (x - mean) * (inverseStd * gamma) + beta} into {@code y}. */
  static void normalize(
      Workspace space,
      Broadcast c,
      Tensor x,
      Tensor mean,
      Tensor inverseStd,
      Tensor gamma,
      Tensor beta,
      Tensor y) {
    Tensor scale = space.allocate(gamma.shape());
    Multiply.multiply(space, new Broadcast(1, c.channels(), 1), inverseStd, gamma, scale);
    space
        .kernels()
        .normalizeChannels(
            c.outer(),
            c.channels(),
            c.inner(),
            x.data(),
            x.offset(),
            mean.data(),
            mean.offset(),
            scale.data(),
            scale.offset(),
            beta.data(),
            beta.offset(),
            y.data(),
            y.offset());
  }
}
