package dev.jacquard.cli;

import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.nn.train.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Tests a network at chosen steps of its training, and notes how long it took to get there. */
final class Milestones {
  private final List<Long> at;
  private final double before;
  private final Function<StateDict, Accuracy> test;
  private final long start = System.nanoTime();
  private final List<Milestone> reached = new ArrayList<>();

  /** What was measured, and the time that measuring took, which is not counted. */
  private record Milestone(long step, double accuracy, double seconds) {}

  private double testing;

  /**
   * Begins with the training.
   *
   * @param at the steps
   * @param before seconds that its beginning took
   * @param test how often the network is right
   */
  Milestones(List<Long> at, double before, Function<StateDict, Accuracy> test) {
    this.at = at;
    this.before = before;
    this.test = test;
  }

  /** Tests if this is one of the steps. */
  void reached(Trainer trainer) {
    if (at.contains(trainer.steps())) {
      double now = seconds();
      double accuracy = test.apply(trainer.state()).top1();
      testing += seconds() - now;
      reached.add(new Milestone(trainer.steps(), accuracy, before + now));
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) * 1e-9 - testing;
  }

  List<Map<String, Object>> json() {
    List<Map<String, Object>> json = new ArrayList<>();
    for (Milestone milestone : reached) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("step", milestone.step());
      one.put("testTop1", milestone.accuracy());
      one.put("seconds", milestone.seconds());
      json.add(one);
    }
    return json;
  }

  List<String> lines() {
    return reached.stream()
        .map(
            milestone ->
                String.format(
                    Locale.ROOT,
                    "after %,d steps and %.1f s: test top-1 %.2f %%",
                    milestone.step(),
                    milestone.seconds(),
                    100 * milestone.accuracy()))
        .toList();
  }
}
