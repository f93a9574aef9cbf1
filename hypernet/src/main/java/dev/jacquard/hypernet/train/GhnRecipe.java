package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.arch.ArchitectureBounds;
import dev.jacquard.hypernet.ghn.GhnConfig;
import dev.jacquard.nn.optim.LearningRate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What decides the result of a training beside the images: two trainings of one recipe end in the
 * same bits.
 *
 * @param config of the hypernetwork
 * @param bounds of the networks that it is trained on
 * @param channels C of these networks, one of them for each network
 * @param imageSize rows and columns of the images
 * @param metaBatch networks in a step
 * @param batch images in a step
 * @param learningRate of the first steps; a tenth of it from two thirds of the steps on, and a
 *     hundredth from five sixths on
 * @param weightDecay L2 coefficient
 * @param longest the norm to which longer gradients are clipped
 * @param steps of the whole training
 * @param seed decides initial values, networks, the order of images, and dropout
 */
public record GhnRecipe(
    GhnConfig config,
    ArchitectureBounds bounds,
    List<Integer> channels,
    int imageSize,
    int metaBatch,
    int batch,
    double learningRate,
    double weightDecay,
    double longest,
    long steps,
    long seed) {
  /** Checks the numbers. */
  public GhnRecipe {
    channels = List.copyOf(channels);
    expect(!channels.isEmpty(), "channels", "one number or more", 0);
    expect(imageSize >= 1, "rows of images", "1 or more", imageSize);
    expect(metaBatch >= 1, "networks in a step", "1 or more", metaBatch);
    expect(batch >= 1, "images in a step", "1 or more", batch);
    expect(steps >= 1, "steps", "1 or more", steps);
  }

  private static void expect(boolean holds, String what, String expected, long actual) {
    if (!holds) {
      throw new IllegalArgumentException(
          "training: " + what + ": expected " + expected + ", got " + actual);
    }
  }

  /** Stands for a training that ends when somebody ends it: its learning rate does not change. */
  public static final long ENDLESS = 1L << 40;

  /** The published choices (Knyazev et al. 2021, appendix C) but for what is given. */
  public static GhnRecipe of(
      GhnConfig config, ArchitectureBounds bounds, List<Integer> channels, long steps, long seed) {
    return new GhnRecipe(config, bounds, channels, 32, 8, 64, 1e-3, 1e-5, 5, steps, seed);
  }

  /** The same with other numbers of networks and images in a step. */
  public GhnRecipe withBatches(int networks, int images) {
    return with(imageSize, networks, images, learningRate);
  }

  /** The same on images of another size. */
  public GhnRecipe withImageSize(int size) {
    return with(size, metaBatch, batch, learningRate);
  }

  /** The same with another learning rate. */
  public GhnRecipe withLearningRate(double rate) {
    return with(imageSize, metaBatch, batch, rate);
  }

  private GhnRecipe with(int size, int networks, int images, double rate) {
    return new GhnRecipe(
        config, bounds, channels, size, networks, images, rate, weightDecay, longest, steps, seed);
  }

  /** The learning rate of each step. */
  LearningRate schedule() {
    return LearningRate.multiStep(learningRate, 0.1, steps / 3 * 2, steps / 6 * 5);
  }

  /** All of it as strings, for a checkpoint. */
  Map<String, String> asStrings() {
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", config.toString());
    strings.put("bounds", bounds.toString());
    strings.put("channels", channels.toString());
    strings.put("imageSize", Integer.toString(imageSize));
    strings.put("metaBatch", Integer.toString(metaBatch));
    strings.put("batch", Integer.toString(batch));
    strings.put("learningRate", Double.toString(learningRate));
    strings.put("weightDecay", Double.toString(weightDecay));
    strings.put("longest", Double.toString(longest));
    strings.put("steps", Long.toString(steps));
    strings.put("seed", Long.toString(seed));
    return strings;
  }
}
