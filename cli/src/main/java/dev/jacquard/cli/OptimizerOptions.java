package dev.jacquard.cli;

import dev.jacquard.nn.optim.Adam;
import dev.jacquard.nn.optim.LearningRate;
import dev.jacquard.nn.optim.Optimizer;
import dev.jacquard.nn.optim.Sgd;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How parameters are updated. */
final class OptimizerOptions {
  private static final double MOMENTUM = 0.9;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd (with momentum 0.9), adam or adamw. Default: sgd.")
  String name = "sgd";

  @Option(
      names = "--lr",
      paramLabel = "X",
      description = "The learning rate. Default: 0.05 for sgd, 0.001 for adam and adamw.")
  Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "Default: 0.0005 for sgd, 0 for adam, 0.01 for adamw.")
  Optional<Double> weightDecay = Optional.empty();

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      description =
          "The learning rate over all steps: cosine (down to 0) or constant. Default: cosine.")
  String schedule = "cosine";

  Optimizer build() {
    return switch (name) {
      case "sgd" -> Sgd.of(MOMENTUM, weightDecay.orElse(5e-4));
      case "adam" -> Adam.of(weightDecay.orElse(0.0));
      case "adamw" -> Adam.decoupled(weightDecay.orElse(0.01));
      default -> throw new UsageException("--optimizer " + name + ": expected sgd, adam or adamw");
    };
  }

  LearningRate schedule(long steps) {
    double rate = learningRate.orElse(name.equals("sgd") ? 0.05 : 0.001);
    return switch (schedule) {
      case "cosine" -> LearningRate.cosine(rate, 0, steps);
      case "constant" -> LearningRate.constant(rate);
      default ->
          throw new UsageException("--schedule " + schedule + ": expected cosine or constant");
    };
  }
}
