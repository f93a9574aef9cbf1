package dev.jacquard.cli;

import dev.jacquard.hypernet.arch.ArchitectureBounds;
import dev.jacquard.hypernet.ghn.GhnConfig;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.train.GhnCheckpoint;
import dev.jacquard.hypernet.train.GhnRecipe;
import dev.jacquard.hypernet.train.GhnTraining;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.DataSet;
import dev.jacquard.nn.data.Splits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a hypernetwork on sampled networks. */
@Command(
    name = "train-ghn",
    description = {
      "Train a hypernetwork: in each step it predicts the parameters of several sampled networks (4 to"
          + " 8 cells of 1 to 4 steps, all operations, with and without attention, C from 16 to 32),"
          + " and learns from their mean loss on the same images. The folder gets the hypernetwork"
          + " (ghn.safetensors), a log (log.jsonl), and a checkpoint to go on from."
    })
final class TrainHypernetwork implements Subcommand {
  private static final String GHN2 = "ghn2";
  private static final long DEFAULT_STEPS = 3000;

  /** What the networks stay within. */
  static final ArchitectureBounds BOUNDS = new ArchitectureBounds(4, 8, 1, 4, true);

  private static final List<Integer> CHANNELS = List.of(16, 24, 32);

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Steps in all; the learning rate falls to a tenth at two thirds, and again at five sixths."
              + " Default: 3000.")
  Optional<Long> steps = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Time to train for, such as 90m, 2h or 30s, instead of --steps; the learning rate does not"
              + " change.")
  Optional<String> budget = Optional.empty();

  @Option(names = "--meta-batch", paramLabel = "N", description = "Networks in a step. Default: 4.")
  int metaBatch = 4;

  @Option(names = "--batch", paramLabel = "N", description = "Images in a step. Default: 64.")
  int batch = 64;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description =
          "Rows and columns of the images. Small ones make a quick beginning, to go on from with"
              + " --init. Default: 32.")
  int imageSize = BatchLoader.DEFAULT_IMAGE_SIZE;

  @Option(names = "--lr", paramLabel = "X", description = "The learning rate. Default: 0.001.")
  double learningRate = 1e-3;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "ghn2, ghn1, or mlp (the baseline without messages). Default: ghn2.")
  String variant = GHN2;

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "A hypernetwork to begin with. Default: random values.")
  Optional<Path> init = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of this training. Default: ghn-VARIANT-DATASET.")
  Optional<Path> out = Optional.empty();

  @Option(names = "--resume", description = "Go on from the checkpoint in the folder.")
  boolean resume;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides initial values, networks, the order of images, and dropout. Default: 0.")
  long seed;

  @Override
  public Result run(Session session) throws IOException {
    if (steps.isPresent() && budget.isPresent()) {
      throw new UsageException("expected --steps or --budget, got both");
    }
    DataSet set = data.set();
    Optional<Double> seconds = budget.map(TrainHypernetwork::seconds);
    GhnRecipe recipe = recipe(set);
    Path folder = out.orElseGet(() -> Path.of("ghn-" + variant + "-" + set));
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    checkFolder(folder, checkpoint);
    Splits splits = data.open();
    BatchLoader images =
        new BatchLoader(splits.train(), splits.preprocessing(), recipe.imageSize());
    GhnTraining training = training(recipe, images, checkpoint);
    Files.createDirectories(folder);
    // From now on there is something to go on from, whenever the process ends.
    training.checkpoint().write(checkpoint);
    GhnLog log = new GhnLog(session.progress(), folder, training.steps(), recipe, seconds);
    long before = training.steps();
    while (!training.done() && !log.timeIsUp()) {
      log.add(training.next(session.compute()), recipe.batch());
      if (log.checkpointIsDue()) {
        training.checkpoint().write(checkpoint);
      }
    }
    training.checkpoint().write(checkpoint);
    Path file = folder.resolve("ghn.safetensors");
    GhnFile.write(file, training.ghn(), provenance(splits, training));
    return result(session, splits, training, training.steps() - before, log, file);
  }

  private GhnTraining training(GhnRecipe recipe, BatchLoader images, Path checkpoint)
      throws IOException {
    if (resume) {
      return GhnTraining.resume(recipe, images, GhnCheckpoint.read(checkpoint));
    }
    return init.isPresent()
        ? new GhnTraining(recipe, images, GhnFile.read(init.get()))
        : new GhnTraining(recipe, images);
  }

  private void checkFolder(Path folder, Path checkpoint) {
    if (!resume && Files.exists(checkpoint)) {
      throw new IllegalArgumentException(
          folder + ": there is a training already; --resume goes on with it");
    }
  }

  private GhnRecipe recipe(DataSet set) {
    GhnConfig config = config(set.classes().size());
    long all = steps.orElse(budget.isPresent() ? GhnRecipe.ENDLESS : DEFAULT_STEPS);
    return UsageException.ifIllegal(
        () ->
            GhnRecipe.of(config, BOUNDS, CHANNELS, all, seed)
                .withBatches(metaBatch, batch)
                .withImageSize(imageSize)
                .withLearningRate(learningRate));
  }

  private GhnConfig config(int classes) {
    return switch (variant) {
      case GHN2 -> config(classes, Processing.GATED_GNN, true);
      case "ghn1" -> config(classes, Processing.GATED_GNN, false);
      case "mlp" -> config(classes, Processing.MLP, true);
      default -> throw new UsageException("--variant " + variant + ": expected ghn2, ghn1 or mlp");
    };
  }

  /** The published sizes; what GHN-2 has beside GHN-1 comes together. */
  private static GhnConfig config(int classes, Processing processing, boolean second) {
    return new GhnConfig(
        classes, 32, 64, 64, 11, processing, Decoding.CONV, second, second, second);
  }

  private static double seconds(String time) {
    String digits = time.replaceAll("[smh]$", "");
    double unit = time.endsWith("h") ? 3600 : time.endsWith("m") ? 60 : 1;
    try {
      double seconds = unit * Double.parseDouble(digits);
      if (seconds > 0 && Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException("--budget " + time + ": expected a time such as 90m, 2h or 30s");
  }

  private Map<String, String> provenance(Splits splits, GhnTraining training) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("variant", variant);
    metadata.put("data", splits.train().source());
    metadata.put("steps", Long.toString(training.steps()));
    metadata.put("skipped", Long.toString(training.skipped()));
    metadata.put("metaBatch", Integer.toString(metaBatch));
    metadata.put("batch", Integer.toString(batch));
    metadata.put("imageSize", Integer.toString(imageSize));
    init.ifPresent(file -> metadata.put("init", String.valueOf(file.getFileName())));
    metadata.put("learningRate", Double.toString(learningRate));
    metadata.put("seed", Long.toString(seed));
    metadata.put("jacquard", Version.number());
    return metadata;
  }

  private Result result(
      Session session, Splits splits, GhnTraining training, long made, GhnLog log, Path file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("variant", variant);
    json.put("parameters", training.ghn().parameterCount());
    json.put("dataset", data.name);
    json.put("trainImages", splits.train().size());
    json.put("steps", training.steps());
    json.put("stepsMade", made);
    json.put("skipped", training.skipped());
    json.put("seconds", log.seconds());
    log.lastLoss().ifPresent(loss -> json.put("loss", loss));
    log.lastTop1().ifPresent(top1 -> json.put("top1", top1));
    json.put("out", file.toString());
    json.put("backend", session.compute().backend().toString());
    json.put("threads", session.compute().threads());
    String text =
        String.format(
            Locale.ROOT,
            "%s (%,d parameters) on %s: %,d steps in %.0f s (%,d in all, %,d skipped)%n"
                + "hypernetwork written to %s%n",
            variant,
            training.ghn().parameterCount(),
            splits.train().source(),
            made,
            log.seconds(),
            training.steps(),
            training.skipped(),
            file);
    return new Result(json, text);
  }
}
