package dev.jacquard.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/*
 * The rates that PyTorch 1.13 prints, with L = torch.optim.lr_scheduler and S the scheduler named
 * at each test:
 *
 * o = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
 * s = S
 * for _ in range(n):
 *     print(o.param_groups[0]['lr'])
 *     o.step(); s.step()
 */
class LearningRateTest {
  private static void assertRates(LearningRate schedule, double... expected) {
    for (int step = 0; step < expected.length; step++) {
      // PyTorch multiplies its way from step to step and rounds each time.
      assertEquals(expected[step], schedule.at(step), 1e-14 * 0.1, "step " + step);
    }
  }

  @Test
  void aConstantRateStays() {
    assertRates(LearningRate.constant(0.1), 0.1, 0.1, 0.1);
  }

  /** L.StepLR(o, 3, 0.1). */
  @Test
  void stepsFallEverySoOften() {
    assertRates(
        LearningRate.step(0.1, 3, 0.1), 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 1e-4);
  }

  /** L.MultiStepLR(o, [2, 5, 5], 0.1). */
  @Test
  void stepsFallAtMilestones() {
    assertRates(
        LearningRate.multiStep(0.1, 0.1, 2, 5, 5), 0.1, 0.1, 0.01, 0.01, 0.01, 1e-4, 1e-4, 1e-4);
  }

  /** L.CosineAnnealingLR(o, 6, 0.01): also past its minimum. */
  @Test
  void aCosineFallsToItsMinimum() {
    assertRates(
        LearningRate.cosine(0.1, 0.01, 6),
        0.1,
        0.09397114317029975,
        0.0775,
        0.055,
        0.0325,
        0.01602885682970026,
        0.01,
        0.01602885682970026,
        0.0325);
  }

  /** L.LinearLR(o, 0.2, 1.0, 4). */
  @Test
  void warmUpRisesToAConstantRate() {
    assertRates(
        LearningRate.warmUp(4, 0.2, LearningRate.constant(0.1)),
        0.02,
        0.04,
        0.06,
        0.08,
        0.1,
        0.1,
        0.1);
  }

  /** L.SequentialLR(o, [L.LinearLR(o, 0.2, 1.0, 4), L.CosineAnnealingLR(o, 6, 0.01)], [4]). */
  @Test
  void warmUpGoesBeforeAnotherSchedule() {
    assertRates(
        LearningRate.warmUp(4, 0.2, LearningRate.cosine(0.1, 0.01, 6)),
        0.02,
        0.04,
        0.06,
        0.08,
        0.1,
        0.09397114317029975,
        0.0775,
        0.055,
        0.0325,
        0.01602885682970026);
  }

  @Test
  void milestonesGivenAreCopied() {
    long[] milestones = {2};
    LearningRate schedule = LearningRate.multiStep(0.1, 0.1, milestones);
    milestones[0] = 0;
    assertEquals(0.1, schedule.at(1));
  }

  @Test
  void noScheduleHasTimesBeforeItsBegin() {
    for (LearningRate schedule :
        List.of(
            LearningRate.constant(0.1),
            LearningRate.step(0.1, 3, 0.1),
            LearningRate.multiStep(0.1, 0.1, 2),
            LearningRate.cosine(0.1, 0, 6),
            LearningRate.warmUp(4, 0.2, LearningRate.constant(0.1)))) {
      assertRefused("step: expected 0 or more, got -1", () -> schedule.at(-1));
    }
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertRefused(
        "learning rate: expected 0 or more, finite, got -0.1", () -> LearningRate.constant(-0.1));
    assertRefused(
        "steps between changes: expected 1 or more, got 0", () -> LearningRate.step(0.1, 0, 0.1));
    assertRefused(
        "factor: expected 0 or more, finite, got NaN", () -> LearningRate.step(0.1, 3, Double.NaN));
    assertRefused(
        "milestones: expected rising numbers from 0, got [5, 2]",
        () -> LearningRate.multiStep(0.1, 0.1, 5, 2));
    assertRefused(
        "milestones: expected rising numbers from 0, got [-1]",
        () -> LearningRate.multiStep(0.1, 0.1, -1));
    assertRefused("steps: expected 1 or more, got 0", () -> LearningRate.cosine(0.1, 0, 0));
    assertRefused(
        "smallest learning rate: expected 0 or more, finite, got -1.0",
        () -> LearningRate.cosine(0.1, -1, 6));
    assertRefused(
        "steps of warm-up: expected 1 or more, got 0",
        () -> LearningRate.warmUp(0, 0.2, LearningRate.constant(0.1)));
    assertRefused(
        "factor at the start of warm-up: expected 0 to 1, got 1.5",
        () -> LearningRate.warmUp(4, 1.5, LearningRate.constant(0.1)));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
