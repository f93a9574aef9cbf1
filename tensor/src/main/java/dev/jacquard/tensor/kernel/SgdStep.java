package dev.jacquard.tensor.kernel;

/**
 * The constants of one step of stochastic gradient descent, in PyTorch's form.
 *
 * @param learningRate factor of the update
 * @param momentum share of the former velocity that is kept; 0 for none
 * @param weightDecay L2 coefficient, added to the gradient as {@code weightDecay * p}
 * @param nesterov whether the update looks ahead: {@code g + momentum * velocity}
 */
public record SgdStep(float learningRate, float momentum, float weightDecay, boolean nesterov) {}
