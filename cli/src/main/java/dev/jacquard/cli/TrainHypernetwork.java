package dev.jacquard.cli;

import dev.jacquard.hypernet.ghn.Ghn;
import dev.jacquard.hypernet.ghn.GhnConfig;
import dev.jacquard.hypernet.ghn.GhnConfig.Decoding;
import dev.jacquard.hypernet.ghn.GhnConfig.Processing;
import dev.jacquard.hypernet.ghn.GhnFile;
import dev.jacquard.hypernet.train.GhnCheckpoint;
import dev.jacquard.hypernet.train.GhnFolder;
import dev.jacquard.hypernet.train.GhnRecipe;
import dev.jacquard.hypernet.train.GhnRun;
import dev.jacquard.hypernet.train.GhnTraining;
import dev.jacquard.hypernet.train.GhnValidation;
import dev.jacquard.nn.data.BatchLoader;
import dev.jacquard.nn.data.ImageSet;
import dev.jacquard.nn.data.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
      "Train a hypernetwork: in each step it predicts the parameters of several sampled networks, and"
          + " learns from their mean loss on the same images. The folder gets the hypernetwork"
          + " (ghn.safetensors), a log (log.jsonl), and the last three checkpoints, to go on from,"
          + " and the best."
    })
final class TrainHypernetwork implements Subcommand {
  private static final String GHN2 = "ghn2";
  private static final long DEFAULT_STEPS = 3000;

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "ghn2, ghn1, or mlp (the baseline without messages). Default: ghn2.")
  String variant = GHN2;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps in all, over which the learning rate falls. Default: 3000.")
  Optional<Long> steps = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Time to train for, such as 90m, 2h or 30s, in this run. Without --steps, the learning rate"
              + " does not change.")
  Optional<String> budget = Optional.empty();

  @Mixin RecipeOptions recipeOptions = new RecipeOptions();

  @Option(
      names = "--validate-every",
      paramLabel = "N",
      description =
          "Steps between validations, on unseen networks and images; 0 for none. Default: 500.")
  long validateEvery = 500;

  @Option(
      names = "--validate-networks",
      paramLabel = "N",
      description = "How many networks that takes. Default: 10.")
  int validateNetworks = 10;

  @Option(
      names = "--validate-images",
      paramLabel = "N",
      description =
          "How many images: the first of the validation images, or the last of the training images,"
              + " which are not trained on then. Default: 1000.")
  int validateImages = 1000;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "TIME",
      description =
          "Time between checkpoints, such as 30s; 0s for one after each step. Default: 30s.")
  String checkpointEvery = "30s";

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

  @Option(
      names = "--resume",
      description =
          "Go on from the latest checkpoint in the folder that is not damaged, or begin if there is"
              + " none.")
  boolean resume;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides initial values, networks, the order and augmentation of images, and dropout."
              + " Default: 0.")
  long seed;

  @Override
  public Result run(Session session) throws IOException {
    Optional<Double> seconds = budget.map(time -> seconds("--budget", time));
    double saving = seconds("--checkpoint-every", checkpointEvery);
    GhnRecipe recipe = recipe();
    Path directory = out.orElseGet(() -> Path.of("ghn-" + variant + "-" + data.name));
    GhnFolder folder = new GhnFolder(directory);
    Optional<GhnCheckpoint> before = folder.latest(session.progress()::println);
    if (!resume && before.isPresent()) {
      throw new IllegalArgumentException(
          directory + ": there is a training already; --resume goes on with it");
    }
    Splits splits = splits(recipe);
    GhnTraining training = training(recipe, loader(splits, splits.train(), recipe), before);
    GhnRun run = run(training, folder, splits);
    folder.prepare();
    GhnLog log =
        new GhnLog(
            session.progress(),
            directory,
            training.steps(),
            recipe,
            seconds,
            saving,
            Provenance.of(session));
    long first = training.steps();
    run.run(session.compute(), log::timeIsUp, log);
    Map<String, String> metadata = metadata(splits, training);
    Path file = directory.resolve("ghn.safetensors");
    GhnFile.write(file, training.ghn(), metadata);
    return result(session, splits, training, training.steps() - first, log, file);
  }

  /** Images to train on, and to validate on where that is wanted. */
  private Splits splits(GhnRecipe recipe) throws IOException {
    if (validateImages < 1 || validateEvery < 0) {
      throw new UsageException("--validate-images, --validate-every: expected 1 and 0 or more");
    }
    Splits splits = data.open(recipe.images().size());
    if (validateEvery == 0) {
      return splits;
    }
    if (splits.validation().size() > 0) {
      int n = Math.min(validateImages, splits.validation().size());
      return new Splits(
          splits.train(), splits.validation().slice(0, n), splits.test(), splits.preprocessing());
    }
    if (validateImages >= splits.train().size()) {
      throw new UsageException(
          "--validate-images "
              + validateImages
              + ": expected less than the "
              + splits.train().size()
              + " training images");
    }
    return splits.holdOut(validateImages);
  }

  private GhnRun run(GhnTraining training, GhnFolder folder, Splits splits) {
    GhnRun run = new GhnRun(training, folder);
    if (validateEvery == 0) {
      return run;
    }
    GhnRecipe recipe = training.recipe();
    BatchLoader images = loader(splits, splits.validation(), recipe);
    return UsageException.ifIllegal(
        () -> run.validating(new GhnValidation(recipe, images, validateNetworks), validateEvery));
  }

  private static BatchLoader loader(Splits splits, ImageSet images, GhnRecipe recipe) {
    return new BatchLoader(images, splits.preprocessing(), recipe.images().size());
  }

  private GhnTraining training(GhnRecipe recipe, BatchLoader images, Optional<GhnCheckpoint> before)
      throws IOException {
    if (before.isPresent()) {
      return GhnTraining.resume(recipe, images, before.get());
    }
    if (init.isEmpty()) {
      return new GhnTraining(recipe, images);
    }
    Ghn begun = GhnFile.read(init.get());
    return new GhnTraining(recipe, images, begun);
  }

  private GhnRecipe recipe() throws IOException {
    long all = steps.orElse(budget.isPresent() ? GhnRecipe.ENDLESS : DEFAULT_STEPS);
    return recipeOptions.recipe(config(data.classes()), data.set(), all, seed);
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

  private static double seconds(String option, String time) {
    String digits = time.replaceAll("[smh]$", "");
    double unit = time.endsWith("h") ? 3600 : time.endsWith("m") ? 60 : 1;
    try {
      double seconds = unit * Double.parseDouble(digits);
      if (seconds >= 0 && Double.isFinite(seconds)) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException(option + " " + time + ": expected a time such as 90m, 2h or 30s");
  }

  private Map<String, String> metadata(Splits splits, GhnTraining training) {
    GhnRecipe recipe = training.recipe();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("variant", variant);
    metadata.put("data", splits.train().source());
    metadata.put("trainImages", Integer.toString(splits.train().size()));
    metadata.put("steps", Long.toString(training.steps()));
    metadata.put("skipped", Long.toString(training.progress().skipped()));
    metadata.put("networks", recipe.networks().toString());
    metadata.put("images", recipe.images().toString());
    metadata.put("optimization", recipe.optimization().toString());
    init.ifPresent(file -> metadata.put("init", String.valueOf(file.getFileName())));
    metadata.put("seed", Long.toString(seed));
    metadata.put("jacquard", Version.number());
    metadata.put("commit", Provenance.commit());
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
    json.put("skipped", training.progress().skipped());
    json.put("seconds", log.seconds());
    log.lastLoss().ifPresent(loss -> json.put("loss", loss));
    log.lastTop1().ifPresent(top1 -> json.put("top1", top1));
    log.lastValidation().ifPresent(accuracy -> json.put("validation", accuracy));
    json.put("bestStep", training.progress().bestStep());
    json.put("bestValidation", training.progress().bestAccuracy());
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
            training.progress().skipped(),
            file);
    return new Result(json, text);
  }
}
