package dev.jacquard.cli;

import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchOrder;
import dev.jacquard.nn.data.DataSet;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Run;
import dev.jacquard.nn.network.RunningStatistics;
import dev.jacquard.nn.network.StateDict;
import dev.jacquard.nn.network.WeightFile;
import dev.jacquard.nn.train.Accuracy;
import dev.jacquard.nn.train.Evaluator;
import dev.jacquard.nn.train.Trainer;
import dev.jacquard.tensor.Compute;
import dev.jacquard.tensor.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains one network by gradient descent. */
@Command(
    name = "train-net",
    description = {
      "Train a network on a data set by gradient descent, and test it. Without --data, Fashion-MNIST"
          + " means the 5,000 training and 10,000 test images that are embedded."
    })
final class TrainNetwork implements Subcommand {
  private static final String RANDOM = "random";

  @Mixin NetworkArgument network = new NetworkArgument();

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--init",
      paramLabel = "random|FILE",
      description = "Where to begin: PyTorch's random values, or a file of weights.")
  String init = RANDOM;

  @Option(names = "--steps", paramLabel = "N", description = "Batches to train on.")
  Optional<Long> steps = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images, instead of --steps. Default: 1.")
  Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "Images of a batch. Default: 64.")
  int batch = 64;

  @Mixin OptimizerOptions optimizer = new OptimizerOptions();

  @Option(
      names = "--test",
      paramLabel = "N|all",
      description = "Test images, the first of the set; 0 for no test. Default: all.")
  String test = Evaluation.ALL;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the weights go at the end of every epoch: .safetensors, .pt, .pth or .npz.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides initial values, the order of images, and dropout. Default: 0.")
  long seed;

  @Override
  public Result run(Session session) throws IOException {
    checkOptions();
    DataSet set = data.set();
    NetworkArgument.Chosen chosen = network.choose(set);
    Network built = chosen.network();
    Evaluation.checkClasses(built, chosen.imageSize(), set);
    Splits splits = data.open();
    ImageSet tested = Evaluation.first("--test", test, 0, splits.test());
    BatchLoader loader = new BatchLoader(splits.train(), set.preprocessing(), chosen.imageSize());
    int stepsPerEpoch = (splits.train().size() + batch - 1) / batch;
    long total = steps.orElseGet(() -> (long) epochs.orElse(1) * stepsPerEpoch);
    RandomStream stream = RandomStream.of(seed);
    Trainer trainer =
        new Trainer(
            built, begin(built, stream), optimizer.build(), optimizer.schedule(total), stream);

    TrainingLog log = new TrainingLog(session.progress(), total, stepsPerEpoch);
    train(trainer, built, loader, stream, total, log, session.compute());
    Accuracy accuracy =
        evaluate(
            built,
            trainer.state(),
            new BatchLoader(tested, set.preprocessing(), chosen.imageSize()),
            session.compute());
    return result(built, splits, total, log, accuracy, session.compute());
  }

  private void checkOptions() {
    if (steps.isPresent() && epochs.isPresent()) {
      throw new UsageException("expected --steps or --epochs, got both");
    }
    checkPositive("--steps", steps.orElse(1L));
    checkPositive("--epochs", epochs.orElse(1));
    checkPositive("--batch", batch);
    UsageException.ifIllegal(() -> out.ifPresent(WeightFile::checkName));
  }

  private static void checkPositive(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + " " + value + ": expected 1 or more");
    }
  }

  private StateDict begin(Network built, RandomStream stream) throws IOException {
    return init.equals(RANDOM)
        ? new StateDict(
            Initialization.torch().begin(built, stream.split("init")),
            RunningStatistics.initial(built))
        : WeightFile.read(Path.of(init), built);
  }

  private void train(
      Trainer trainer,
      Network built,
      BatchLoader loader,
      RandomStream stream,
      long total,
      TrainingLog log,
      Compute compute)
      throws IOException {
    for (int epoch = 0; trainer.steps() < total; epoch++) {
      int images = loader.set().size();
      for (int[] order : BatchOrder.shuffled(images, batch, stream.split("order"), epoch)) {
        if (trainer.steps() == total) {
          break;
        }
        Batch next = loader.load(order);
        log.add(trainer.step(compute, next.images(), next.labels()), next.size());
      }
      if (out.isPresent()) {
        // In this order in every file: the same training writes the same bytes.
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("network", built.name());
        metadata.put("steps", Long.toString(trainer.steps()));
        WeightFile.write(out.get(), built, trainer.state(), metadata);
      }
    }
  }

  private Accuracy evaluate(Network built, StateDict state, BatchLoader images, Compute compute) {
    Run run = Run.evaluation(state.statistics().orElseThrow());
    return Evaluator.evaluate(built, state.parameters(), run, images, batch, compute);
  }

  private Result result(
      Network built,
      Splits splits,
      long total,
      TrainingLog log,
      Accuracy accuracy,
      Compute compute) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", built.name());
    json.put("parameters", built.parameterCount());
    json.put("dataset", data.name);
    json.put("trainImages", splits.train().size());
    json.put("steps", total);
    json.put("losses", log.losses());
    json.put("trainSeconds", log.seconds());
    json.put("testImages", accuracy.images());
    if (accuracy.images() > 0) {
      json.put("testCorrect", accuracy.correct());
      json.put("testTop1", accuracy.top1());
    }
    out.ifPresent(path -> json.put("out", path.toString()));
    json.put("backend", compute.backend().toString());
    json.put("threads", compute.threads());

    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s (%,d parameters) on %s: %,d steps of %d images in %.1f s, last loss %.4f",
            built.name(),
            built.parameterCount(),
            splits.train().source(),
            total,
            batch,
            log.seconds(),
            log.lastLoss()));
    if (accuracy.images() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "test: %,d of %,d images right, top-1 %.2f %%",
              accuracy.correct(),
              accuracy.images(),
              100 * accuracy.top1()));
    }
    out.ifPresent(path -> lines.add("weights written to " + path));
    return new Result(json, String.join("\n", lines) + "\n");
  }
}
