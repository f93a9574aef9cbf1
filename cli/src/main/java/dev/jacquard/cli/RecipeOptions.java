package dev.jacquard.cli;

import dev.jacquard.hypernet.arch.Split;
import dev.jacquard.hypernet.arch.Widths;
import dev.jacquard.hypernet.ghn.GhnConfig;
import dev.jacquard.hypernet.train.GhnRecipe;
import dev.jacquard.hypernet.train.ImageRecipe;
import dev.jacquard.hypernet.train.NetworkRecipe;
import dev.jacquard.hypernet.train.OptimizationRecipe;
import dev.jacquard.nn.data.DataSet;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a hypernetwork is trained on, and how it learns. Defaults are the published choices. */
final class RecipeOptions {
  private static final String NONE = "none";

  @Mixin BoundsOptions bounds = new BoundsOptions();

  @Option(
      names = "--width",
      paramLabel = "train|LIST",
      description =
          "C of the networks: drawn from a list such as 16,24,32, or by each network's size as in"
              + " DeepNets-1M. Default: train.")
  String width = Widths.TRAINING.toString();

  @Option(names = "--meta-batch", paramLabel = "N", description = "Networks in a step. Default: 8.")
  int metaBatch = 8;

  @Option(
      names = "--max-nodes",
      paramLabel = "N",
      description =
          "Nodes that the graphs of a step have at most; networks that have more are drawn anew."
              + " Default: 2200.")
  int maxNodes = NetworkRecipe.PUBLISHED_NODES;

  @Option(names = "--batch", paramLabel = "N", description = "Images in a step. Default: 64.")
  int batch = 64;

  @Option(
      names = "--image-size",
      paramLabel = "N",
      description =
          "Rows and columns of the images. Small ones make a quick beginning, to go on from with"
              + " --init. Default: 32.")
  int imageSize = 32;

  @Mixin AugmentOption augment = new AugmentOption();

  @Option(names = "--lr", paramLabel = "X", description = "The learning rate. Default: 0.001.")
  double learningRate = OptimizationRecipe.published().learningRate();

  @Option(
      names = "--lr-decay-at",
      paramLabel = "none|LIST",
      description =
          "After which shares of all steps the learning rate falls to a tenth. Default: 2/3,5/6.")
  String decayAt = "2/3,5/6";

  @Option(names = "--weight-decay", paramLabel = "X", description = "Default: 0.00001.")
  double weightDecay = OptimizationRecipe.published().weightDecay();

  @Option(
      names = "--clip",
      paramLabel = "X",
      description = "The norm to which longer gradients are clipped. Default: 5.")
  double clip = OptimizationRecipe.published().longest();

  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description = "Share of the target that is spread over all classes. Default: 0.")
  double labelSmoothing;

  /**
   * The recipe.
   *
   * @throws UsageException if a value is none of its option, or out of range
   */
  GhnRecipe recipe(GhnConfig config, DataSet set, long steps, long seed) {
    return UsageException.ifIllegal(
        () ->
            new GhnRecipe(
                config,
                new NetworkRecipe(bounds.of(Split.TRAIN), Widths.of(width), metaBatch, maxNodes),
                new ImageRecipe(imageSize, batch, augment.of(set)),
                new OptimizationRecipe(
                    learningRate,
                    OptimizationRecipe.published().decay(),
                    decay(),
                    weightDecay,
                    clip,
                    labelSmoothing),
                steps,
                seed));
  }

  private List<Double> decay() {
    return decayAt.equals(NONE)
        ? List.of()
        : Arrays.stream(decayAt.split(",", -1)).map(this::share).toList();
  }

  /** A number, or a fraction of two. */
  private double share(String text) {
    int slash = text.indexOf('/');
    try {
      return slash < 0
          ? Double.parseDouble(text)
          : Double.parseDouble(text.substring(0, slash))
              / Double.parseDouble(text.substring(slash + 1));
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--lr-decay-at " + decayAt + ": expected a number in the place of '" + text + "'");
    }
  }
}
