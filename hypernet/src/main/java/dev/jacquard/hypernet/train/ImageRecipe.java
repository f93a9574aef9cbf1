package dev.jacquard.hypernet.train;

import dev.jacquard.nn.data.Augmentation;

/**
 * Which images a hypernetwork is trained on.
 *
 * @param size rows and columns of the images
 * @param batch images in a step
 * @param augmentation how they are varied
 */
public record ImageRecipe(int size, int batch, Augmentation augmentation) {
  /** Checks the numbers. */
  public ImageRecipe {
    Expect.that(size >= 1, "rows of images", "1 or more", size);
    Expect.that(batch >= 1, "images in a step", "1 or more", batch);
  }

  /** Those of CIFAR-10 (Knyazev et al. 2021, appendix C): 64 in a step, cropped and mirrored. */
  public static ImageRecipe published() {
    return new ImageRecipe(32, 64, Augmentation.CROP_AND_FLIP);
  }

  /** The same images with other rows and columns. */
  public ImageRecipe withSize(int pixels) {
    return new ImageRecipe(pixels, batch, augmentation);
  }

  /** The same with so many images in a step. */
  public ImageRecipe withBatch(int images) {
    return new ImageRecipe(size, images, augmentation);
  }

  /** The same, varied in another way. */
  public ImageRecipe withAugmentation(Augmentation other) {
    return new ImageRecipe(size, batch, other);
  }
}
