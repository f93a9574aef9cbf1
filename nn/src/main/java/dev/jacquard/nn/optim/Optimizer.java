package dev.jacquard.nn.optim;

import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.Tensor;
import java.util.Map;

/**
 * A rule that changes parameters by their gradients, with PyTorch's arithmetic. What it remembers
 * from step to step is kept by parameter name, and begins at zero with a parameter's first
 * gradient. An optimiser serves one thread at a time.
 */
public sealed interface Optimizer permits Sgd, Adam {
  /**
   * Changes the parameters in place. A parameter without a gradient is left alone, and so is what
   * is remembered of it. The results do not depend on the number of threads.
   *
   * @param gradients by the names of the parameters, with their shapes; read only
   * @param learningRate 0 or more
   * @throws IllegalArgumentException before anything is changed, if a gradient has no parameter or
   *     another shape than its parameter, if a parameter has another shape than in former steps, or
   *     if the learning rate is negative or not finite
   */
  void step(
      Compute compute,
      Map<String, Tensor> parameters,
      Map<String, Tensor> gradients,
      double learningRate);

  /**
   * A copy of what is remembered, for a checkpoint: tensors under PyTorch's word for them, a point
   * and the parameter's name, as in {@code exp_avg.layer1.0.conv1.weight}.
   */
  Map<String, Tensor> state();

  /**
   * Puts back a copy of what {@link #state} gave, in place of all that is remembered: the steps
   * that follow give the same bits as if there had been no break.
   *
   * @param parameters those that the next steps will change
   * @throws IllegalArgumentException before anything is changed, if an entry is not of this kind of
   *     optimiser, belongs to no parameter, has an unexpected shape or value, or is missing beside
   *     others of its parameter; the message names it
   */
  void restore(Map<String, Tensor> state, Map<String, Tensor> parameters);
}
