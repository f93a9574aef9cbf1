package dev.jacquard.nn.model;

/**
 * What a model is built for.
 *
 * @param classes number of classes
 * @param imageSize rows and columns of an image
 */
record Task(int classes, int imageSize) {
  private static final int SMALLEST_ORIGINAL = 64;

  Task {
    if (classes < 1 || imageSize < 1) {
      throw new IllegalArgumentException(
          "expected 1 or more classes and pixels, got " + classes + " and " + imageSize);
    }
  }

  /** Whether the images are too small for a stem that was made for ImageNet. */
  boolean small() {
    return imageSize < SMALLEST_ORIGINAL;
  }
}
