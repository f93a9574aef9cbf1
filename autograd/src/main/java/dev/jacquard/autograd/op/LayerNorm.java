package dev.jacquard.autograd.op;

import dev.jacquard.autograd.Operation;
import dev.jacquard.autograd.Var;
import dev.jacquard.autograd.Workspace;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Layer norm (Ba et al. 2016, equation 4) of rows, each row being the last axis or axes:
 *
 * <pre>
 * y      = xhat gamma + beta,  xhat = (x - mean) / sqrt(variance + eps), both of the row
 * dbeta  = sum over rows of dy
 * dgamma = sum over rows of dy xhat
 * dx     = inverseStd (g - mean(g) - xhat mean(g xhat)),  g = dy gamma
 * </pre>
 */
public final class LayerNorm {
  private LayerNorm() {}

  /**
   * Normalises x {@code [..., gamma's axes]}.
   *
   * @param gamma one factor for each element of a row, in the shape of the last axes of x
   * @param beta in the shape of gamma
   * @param eps added to the variance
   */
  public static Var layerNorm(Var x, Var gamma, Var beta, double eps) {
    checkShapes(x.shape(), gamma.shape(), beta.shape());
    int columns = gamma.shape().size();
    int rows = x.shape().size() / columns;
    Operation op = Operation.on(x, gamma, beta);
    Tensor a = x.value();
    Tensor factor = gamma.value();
    Tensor shift = beta.value();
    Tensor mean = op.allocate(Shape.of(rows));
    Tensor inverseStd = op.allocate(Shape.of(rows));
    Tensor y = op.allocate(x.shape());
    op.kernels()
        .layerNorm(
            rows,
            columns,
            (float) eps,
            a.data(),
            a.offset(),
            factor.data(),
            factor.offset(),
            shift.data(),
            shift.offset(),
            y.data(),
            y.offset(),
            mean.data(),
            mean.offset(),
            inverseStd.data(),
            inverseStd.offset());
    return op.gradient(
            x,
            (space, dy) -> inputGradient(space, a, dy, factor, mean, inverseStd),
            a,
            factor,
            mean,
            inverseStd)
        .gradients(
            List.of(gamma, beta),
            (space, dy) -> parameterGradients(space, a, dy, gamma.shape(), mean, inverseStd),
            a,
            mean,
            inverseStd)
        .result(y);
  }

  private static Tensor inputGradient(
      Workspace space, Tensor x, Tensor dy, Tensor gamma, Tensor mean, Tensor inverseStd) {
    Tensor dx = space.allocate(x.shape());
    space
        .kernels()
        .layerNormGrad(
            mean.size(),
            gamma.size(),
            x.data(),
            x.offset(),
            dy.data(),
            dy.offset(),
            gamma.data(),
            gamma.offset(),
            mean.data(),
            mean.offset(),
            inverseStd.data(),
            inverseStd.offset(),
            dx.data(),
            dx.offset());
    return dx;
  }

  private static List<Tensor> parameterGradients(
      Workspace space, Tensor x, Tensor dy, Shape parameter, Tensor mean, Tensor inverseStd) {
    Tensor dgamma = space.allocate(parameter);
    Tensor dbeta = space.allocate(parameter);
    space
        .kernels()
        .layerNormParameterGrad(
            mean.size(),
            parameter.size(),
            x.data(),
            x.offset(),
            dy.data(),
            dy.offset(),
            mean.data(),
            mean.offset(),
            inverseStd.data(),
            inverseStd.offset(),
            dgamma.data(),
            dgamma.offset(),
            dbeta.data(),
            dbeta.offset());
    return List.of(dgamma, dbeta);
  }

  private static void checkShapes(Shape x, Shape gamma, Shape beta) {
    int first = x.rank() - gamma.rank();
    Expect.that(
        gamma.size() > 0
            && first >= 0
            && Arrays.equals(x.dims(), first, x.rank(), gamma.dims(), 0, gamma.rank()),
        "layerNorm: gamma",
        "the last axes of " + x,
        gamma);
    Expect.shape("layerNorm: beta", beta, gamma);
  }
}
