package dev.jacquard.tensor.kernel;

/**
 * The constants of one step of Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019), in
 * PyTorch's form.
 *
 * @param learningRate factor of the update
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param eps added to the root of the second moment
 * @param weightDecay coefficient of the decay
 * @param decoupled AdamW's decay {@code p *= 1 - learningRate * weightDecay} if true, else an L2
 *     term {@code weightDecay * p} in the gradient
 * @param step number of this step, from 1, for the correction of the moments' bias
 */
public record AdamStep(
    double learningRate,
    double beta1,
    double beta2,
    double eps,
    double weightDecay,
    boolean decoupled,
    int step) {
  /** {@code 1 - beta1^step}. */
  public double correction1() {
    return 1 - StrictMath.pow(beta1, step);
  }

  /** {@code 1 - beta2^step}. */
  public double correction2() {
    return 1 - StrictMath.pow(beta2, step);
  }
}
