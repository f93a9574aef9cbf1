package dev.jacquard.nn.optim;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import dev.jacquard.tensor.kernel.SgdStep;
import java.util.Map;

/**
 * Stochastic gradient descent as {@code torch.optim.SGD} without dampening: {@code g' = g +
 * weightDecay * p}, {@code v = momentum * v + g'}, {@code p -= learningRate * v}; with Nesterov's
 * momentum (Sutskever et al. 2013) {@code p -= learningRate * (g' + momentum * v)}. Its state is a
 * {@code momentum_buffer}, v, for each parameter; without momentum there is none.
 */
public final class Sgd implements Optimizer {
  private static final String VELOCITY = "momentum_buffer";

  private final double momentum;
  private final double weightDecay;
  private final boolean nesterov;
  private final OptimizerState state;

  private Sgd(double momentum, double weightDecay, boolean nesterov) {
    this.momentum = Range.notNegative("momentum", momentum);
    this.weightDecay = Range.notNegative("weight decay", weightDecay);
    this.nesterov = nesterov;
    this.state = momentum == 0 ? new OptimizerState() : new OptimizerState(VELOCITY);
  }

  /**
   * Gradient descent; PyTorch's defaults are 0 and 0.
   *
   * @param momentum share of the former velocity that is kept, 0 for plain descent
   * @param weightDecay L2 coefficient
   * @throws IllegalArgumentException if either is negative or not finite
   */
  public static Sgd of(double momentum, double weightDecay) {
    return new Sgd(momentum, weightDecay, false);
  }

  /**
   * Gradient descent with Nesterov's momentum.
   *
   * @param momentum share of the former velocity that is kept, above 0
   * @param weightDecay L2 coefficient
   * @throws IllegalArgumentException if the momentum is not positive, or either is negative or not
   *     finite
   */
  public static Sgd nesterov(double momentum, double weightDecay) {
    if (momentum == 0) {
      throw new IllegalArgumentException("momentum: expected above 0 for Nesterov's, got 0.0");
    }
    return new Sgd(momentum, weightDecay, true);
  }

  @Override
  public void step(
      Compute compute,
      Map<String, Tensor> parameters,
      Map<String, Tensor> gradients,
      double learningRate) {
    state.check(parameters, gradients, learningRate);
    SgdStep step =
        new SgdStep((float) learningRate, (float) momentum, (float) weightDecay, nesterov);
    parameters.forEach(
        (name, p) -> {
          Tensor g = gradients.get(name);
          if (g != null) {
            // Without momentum the kernel touches no velocity: any tensor will do.
            Tensor v = momentum == 0 ? g : state.get(VELOCITY, name, p);
            compute
                .kernels()
                .sgd(
                    step,
                    p.size(),
                    p.data(),
                    p.offset(),
                    g.data(),
                    g.offset(),
                    v.data(),
                    v.offset());
          }
        });
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
