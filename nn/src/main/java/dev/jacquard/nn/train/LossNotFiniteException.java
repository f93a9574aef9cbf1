package dev.jacquard.nn.train;

import java.io.Serial;

/** A training step had a loss that is infinite or NaN; the message names network and step. */
public final class LossNotFiniteException extends ArithmeticException {
  @Serial private static final long serialVersionUID = 1L;

  LossNotFiniteException(String network, long step, double loss) {
    super(
        network
            + ": step "
            + step
            + ": the loss is "
            + loss
            + ", expected a finite one; a smaller learning rate may help");
  }
}
