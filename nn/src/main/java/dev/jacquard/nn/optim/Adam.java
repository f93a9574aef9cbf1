package dev.jacquard.nn.optim;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.AdamStep;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) as {@code torch.optim.Adam}, and with decoupled weight
 * decay (Loshchilov and Hutter 2019, algorithm 2) as {@code torch.optim.AdamW}. Its state is the
 * moments {@code exp_avg} and {@code exp_avg_sq} and the count {@code step} for each parameter.
 */
public final class Adam implements Optimizer {
  private static final String FIRST = "exp_avg";
  private static final String SECOND = "exp_avg_sq";

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPS = 1e-8;

  private final double beta1;
  private final double beta2;
  private final double eps;
  private final double weightDecay;
  private final boolean decoupled;
  private final OptimizerState state = new OptimizerState(FIRST, SECOND, OptimizerState.STEP);

  private Adam(double beta1, double beta2, double eps, double weightDecay, boolean decoupled) {
    this.beta1 = Range.belowOne("beta1", beta1);
    this.beta2 = Range.belowOne("beta2", beta2);
    this.eps = Range.notNegative("eps", eps);
    this.weightDecay = Range.notNegative("weight decay", weightDecay);
    this.decoupled = decoupled;
  }

  /**
   * Adam with PyTorch's betas 0.9 and 0.999 and eps 1e-8.
   *
   * @param weightDecay L2 coefficient, added to the gradient; PyTorch's default is 0
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public static Adam of(double weightDecay) {
    return of(BETA1, BETA2, EPS, weightDecay);
  }

  /**
   * Adam.
   *
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param eps added to the root of the second moment
   * @param weightDecay L2 coefficient, added to the gradient
   * @throws IllegalArgumentException if one is out of its range
   */
  public static Adam of(double beta1, double beta2, double eps, double weightDecay) {
    return new Adam(beta1, beta2, eps, weightDecay, false);
  }

  /**
   * AdamW with PyTorch's betas 0.9 and 0.999 and eps 1e-8.
   *
   * @param weightDecay times the learning rate, what a parameter loses in a step; PyTorch's default
   *     is 0.01
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public static Adam decoupled(double weightDecay) {
    return decoupled(BETA1, BETA2, EPS, weightDecay);
  }

  /**
   * AdamW.
   *
   * @param beta1 decay of the first moment, in [0, 1)
   * @param beta2 decay of the second moment, in [0, 1)
   * @param eps added to the root of the second moment
   * @param weightDecay times the learning rate, what a parameter loses in a step
   * @throws IllegalArgumentException if one is out of its range
   */
  public static Adam decoupled(double beta1, double beta2, double eps, double weightDecay) {
    return new Adam(beta1, beta2, eps, weightDecay, true);
  }

  @Override
  public void step(
      Compute compute,
      Map<String, Tensor> parameters,
      Map<String, Tensor> gradients,
      double learningRate) {
    state.check(parameters, gradients, learningRate);
    parameters.forEach(
        (name, p) -> {
          Tensor g = gradients.get(name);
          if (g != null) {
            update(compute, name, p, g, learningRate);
          }
        });
  }

  private void update(Compute compute, String name, Tensor p, Tensor g, double learningRate) {
    Tensor m = state.get(FIRST, name, p);
    Tensor v = state.get(SECOND, name, p);
    int number = state.nextStep(name, p);
    compute
        .kernels()
        .adam(
            new AdamStep(learningRate, beta1, beta2, eps, weightDecay, decoupled, number),
            p.size(),
            p.data(),
            p.offset(),
            g.data(),
            g.offset(),
            m.data(),
            m.offset(),
            v.data(),
            v.offset());
  }

  @Override
  public Map<String, Tensor> state() {
    return state.copy();
  }

  @Override
  public void restore(Map<String, Tensor> state, Map<String, Tensor> parameters) {
    this.state.restore(state, parameters);
  }
}
