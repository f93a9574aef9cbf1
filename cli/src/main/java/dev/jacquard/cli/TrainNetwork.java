package dev.jacquard.cli;

import dev.jacquard.hypernet.predict.OrthogonalStart;
import dev.jacquard.hypernet.predict.Predictor;
import dev.jacquard.nn.data.Batch;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.BatchSequence;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import dev.jacquard.nn.network.Initialization;
import dev.jacquard.nn.network.Network;
import dev.jacquard.nn.network.Parameters;
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
  private static final String PREDICTED = "predicted";
  private static final String ORTHOGONAL = "predicted-orthogonal";

  /** The deviation of the noise, as a share of a weight's. */
  private static final double NOISE = 1e-3;

  @Mixin NetworkArgument network = new NetworkArgument();

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--init",
      paramLabel = "WHERE",
      description =
          "Where to begin: random (PyTorch's values), predicted (by --ghn), predicted-orthogonal"
              + " (with a little noise, and weights made orthogonal), or a file of weights. Default:"
              + " random.")
  String init = RANDOM;

  @Mixin HypernetworkOption hypernetwork = new HypernetworkOption();

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "Train on the first N images of each class only.")
  Optional<Integer> shots = Optional.empty();

  @Option(names = "--steps", paramLabel = "N", description = "Batches to train on.")
  Optional<Long> steps = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training images, instead of --steps. Default: 1.")
  Optional<Integer> epochs = Optional.empty();

  @Option(names = "--batch", paramLabel = "N", description = "Images of a batch. Default: 64.")
  int batch = 64;

  @Mixin AugmentOption augment = new AugmentOption();

  @Mixin OptimizerOptions optimizer = new OptimizerOptions();

  @Option(
      names = "--test",
      paramLabel = "N|all",
      description = "Test images, the first of the set; 0 for no test. Default: all.")
  String test = Evaluation.ALL;

  @Option(
      names = "--test-at",
      paramLabel = "LIST",
      description = "Steps after which to test too, such as 0,100,500.")
  Optional<String> testAt = Optional.empty();

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
    NetworkArgument.Chosen chosen = network.choose(data);
    Network built = chosen.network();
    Splits splits = data.open(chosen.imageSize());
    Evaluation.checkClasses(built, chosen.imageSize(), splits);
    ImageSet tested = Evaluation.first("--test", test, 0, splits.test());
    ImageSet trained = trainedOn(splits);
    BatchLoader loader = new BatchLoader(trained, splits.preprocessing(), chosen.imageSize());
    BatchLoader testing = new BatchLoader(tested, splits.preprocessing(), chosen.imageSize());
    RandomStream stream = RandomStream.of(seed);
    BatchSequence batches = new BatchSequence(loader, batch, augment.of(data.set()), stream);
    long total = steps.orElseGet(() -> (long) epochs.orElse(1) * batches.batchesPerEpoch());
    long start = System.nanoTime();
    StateDict begun = begin(built, stream, session.compute());
    Trainer trainer =
        new Trainer(built, begun, optimizer.build(), optimizer.schedule(total), stream);
    Milestones milestones =
        new Milestones(
            milestones(total),
            (System.nanoTime() - start) * 1e-9,
            state -> evaluate(built, state, testing, session.compute()));

    TrainingLog log = new TrainingLog(session.progress(), total, batches.batchesPerEpoch());
    train(trainer, built, batches, total, log, milestones, session.compute());
    Accuracy accuracy = evaluate(built, trainer.state(), testing, session.compute());
    return result(built, trained, total, log, milestones, accuracy, session.compute());
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

  private ImageSet trainedOn(Splits splits) {
    return shots.isEmpty()
        ? splits.train()
        : UsageException.ifIllegal(() -> splits.train().firstOfEachClass(shots.get()));
  }

  private List<Long> milestones(long total) {
    List<Long> at = new ArrayList<>();
    for (String part : testAt.map(list -> list.split(",", -1)).orElse(new String[0])) {
      try {
        long step = Long.parseLong(part);
        if (step >= 0 && step <= total) {
          at.add(step);
          continue;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw new UsageException(
          "--test-at " + part + ": expected a list of steps, each 0 to " + total);
    }
    return at;
  }

  private StateDict begin(Network built, RandomStream stream, Compute compute) throws IOException {
    return switch (init) {
      case RANDOM -> beginning(built, Initialization.torch().begin(built, stream.split("init")));
      case PREDICTED -> beginning(built, predicted(built, compute));
      case ORTHOGONAL ->
          beginning(
              built,
              OrthogonalStart.of(built, predicted(built, compute), NOISE, stream.split("noise")));
      default -> WeightFile.read(Path.of(init), built);
    };
  }

  private static StateDict beginning(Network built, Parameters parameters) {
    return new StateDict(parameters, RunningStatistics.initial(built));
  }

  private Parameters predicted(Network built, Compute compute) throws IOException {
    return new Predictor(hypernetwork.read()).predict(built, seed, compute).parameters();
  }

  private void train(
      Trainer trainer,
      Network built,
      BatchSequence batches,
      long total,
      TrainingLog log,
      Milestones milestones,
      Compute compute)
      throws IOException {
    milestones.reached(trainer);
    while (trainer.steps() < total) {
      Batch next = batches.get(trainer.steps(), compute);
      log.add(trainer.step(compute, next.images(), next.labels()), next.size());
      milestones.reached(trainer);
      boolean endsEpoch = trainer.steps() % batches.batchesPerEpoch() == 0;
      if (out.isPresent() && (endsEpoch || trainer.steps() == total)) {
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
      ImageSet trained,
      long total,
      TrainingLog log,
      Milestones milestones,
      Accuracy accuracy,
      Compute compute) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("network", built.name());
    json.put("parameters", built.parameterCount());
    json.put("dataset", data.name);
    json.put("trainImages", trained.size());
    json.put("init", init);
    json.put("steps", total);
    json.put("losses", log.losses());
    json.put("trainSeconds", log.seconds());
    json.put("testImages", accuracy.images());
    if (accuracy.images() > 0) {
      json.put("testCorrect", accuracy.correct());
      json.put("testTop1", accuracy.top1());
    }
    if (!milestones.json().isEmpty()) {
      json.put("milestones", milestones.json());
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
            trained.source(),
            total,
            batch,
            log.seconds(),
            log.lastLoss()));
    lines.addAll(milestones.lines());
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
