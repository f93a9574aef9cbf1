package dev.jacquard.nn.init;

/** Which of a weight's {@link Fans} sets the deviation of its values. */
public enum FanMode {
  /** The inputs of one output: keeps the variance of activations on the way forward. */
  FAN_IN,
  /** The outputs that one input reaches: keeps the variance of gradients on the way back. */
  FAN_OUT;

  double of(Fans fans) {
    return this == FAN_IN ? fans.in() : fans.out();
  }
}
