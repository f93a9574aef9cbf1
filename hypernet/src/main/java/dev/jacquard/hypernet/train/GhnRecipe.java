package dev.jacquard.hypernet.train;

import dev.jacquard.hypernet.ghn.GhnConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What decides the result of a training beside the images: two trainings of one recipe end in the
 * same bits.
 *
 * @param config of the hypernetwork
 * @param networks that it is trained on
 * @param images that they see
 * @param optimization how it learns
 * @param steps of the whole training
 * @param seed decides initial values, networks, the order and the augmentation of images, and
 *     dropout
 */
public record GhnRecipe(
    GhnConfig config,
    NetworkRecipe networks,
    ImageRecipe images,
    OptimizationRecipe optimization,
    long steps,
    long seed) {
  /** Stands for a training that ends when somebody ends it: its learning rate does not change. */
  public static final long ENDLESS = 1L << 40;

  /** Checks the numbers. */
  public GhnRecipe {
    Expect.that(steps >= 1, "steps", "1 or more", steps);
  }

  /** The published choices (Knyazev et al. 2021, appendix C) but for what is given. */
  public static GhnRecipe published(GhnConfig config, long steps, long seed) {
    return new GhnRecipe(
        config,
        NetworkRecipe.published(),
        ImageRecipe.published(),
        OptimizationRecipe.published(),
        steps,
        seed);
  }

  /** The same on other networks. */
  public GhnRecipe with(NetworkRecipe other) {
    return new GhnRecipe(config, other, images, optimization, steps, seed);
  }

  /** The same on other images. */
  public GhnRecipe with(ImageRecipe other) {
    return new GhnRecipe(config, networks, other, optimization, steps, seed);
  }

  /** The same, learning in another way. */
  public GhnRecipe with(OptimizationRecipe other) {
    return new GhnRecipe(config, networks, images, other, steps, seed);
  }

  /** All of it as strings, for a checkpoint. */
  Map<String, String> asStrings() {
    Map<String, String> strings = new LinkedHashMap<>();
    strings.put("config", config.toString());
    strings.put("networks", networks.toString());
    strings.put("images", images.toString());
    strings.put("optimization", optimization.toString());
    strings.put("steps", Long.toString(steps));
    strings.put("seed", Long.toString(seed));
    return strings;
  }
}
