package dev.jacquard.hypernet.train;

import java.io.Serial;

/** Too many steps of an epoch had a loss or a gradient that is infinite or NaN. */
public final class TrainingDivergedException extends ArithmeticException {
  @Serial private static final long serialVersionUID = 1L;

  TrainingDivergedException(long step, long skipped, long stepsOfEpoch) {
    super(
        "step "
            + step
            + ": loss or gradient was infinite or NaN in "
            + skipped
            + " of the "
            + stepsOfEpoch
            + " steps of this epoch, expected at most 2 %; a smaller learning rate may help");
  }
}
