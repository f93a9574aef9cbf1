package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.Activation;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    return batchNorm(x, gamma, beta, eps, null);
  }

  /**
   * The same under a function, {@code y = f(xhat gamma + beta)}: as much as {@link Activate} of
   * {@link #batchNorm}, in one pass, and without its argument in memory.
   *
   * @param f one whose slope is that of its result, {@link Activation#slopeOfResult}
   */
  public static Normalized batchNormActivated(
      Var x, Var gamma, Var beta, double eps, Activation f) {
    Expect.slopeOfResult("batchNorm: activation", f);
    return batchNorm(x, gamma, beta, eps, f);
  }

  private static Normalized batchNorm(
      Var x, Var gamma, Var beta, double eps, @Nullable Activation f) {
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
    List<Var> parents = List.of(x, gamma, beta);
    if (f == null) {
      normalize(op.space(), c, a, center, inverseStd, factor, beta.value(), y);
      op.gradients(
          parents,
          (space, dy) -> gradients(space, c, a, dy, center, inverseStd, factor),
          a,
          center,
          inverseStd,
          factor);
    } else {
      normalizeActivated(op.space(), f, c, a, center, inverseStd, factor, beta.value(), y);
      op.gradients(
          parents,
          (space, dy) -> activatedGradients(space, f, c, a, y, dy, center, inverseStd, factor),
          a,
          y,
          center,
          inverseStd,
          factor);
    }
    return new Normalized(op.result(y), mean, variance);
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

  private static List<Tensor> activatedGradients(
      Workspace space,
      Activation f,
      Broadcast c,
      Tensor x,
      Tensor y,
      Tensor dy,
      Tensor mean,
      Tensor inverseStd,
      Tensor gamma) {
    Tensor dx = space.inPlaceOf(dy);
    Tensor dgamma = space.allocate(gamma.shape());
    Tensor dbeta = space.allocate(gamma.shape());
    space
        .kernels()
        .batchNormActivatedGrad(
            f,
            c.outer(),
            c.channels(),
            c.inner(),
            0,
            c.channels(),
            x.data(),
            x.offset(),
            y.data(),
            y.offset(),
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
    Tensor scale = scale(space, inverseStd, gamma);
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

  private static void normalizeActivated(
      Workspace space,
      Activation f,
      Broadcast c,
      Tensor x,
      Tensor mean,
      Tensor inverseStd,
      Tensor gamma,
      Tensor beta,
      Tensor y) {
    Tensor scale = scale(space, inverseStd, gamma);
    space
        .kernels()
        .normalizeActivated(
            f,
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

  /** {@code inverseStd * gamma}. */
  static Tensor scale(Workspace space, Tensor inverseStd, Tensor gamma) {
    Tensor scale = space.allocate(gamma.shape());
    Multiply.multiply(space, new Broadcast(1, gamma.size(), 1), inverseStd, gamma, scale);
    return scale;
  }
}
