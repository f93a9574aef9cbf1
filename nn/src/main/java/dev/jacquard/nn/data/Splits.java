package dev.jacquard.nn.data;

import java.util.List;

/**
 * A data set that has been read: what to train on, what to choose by, what to report on, and how
 * its images reach networks.
 *
 * @param train the images to train on
 * @param validation the images to choose by; may be empty
 * @param test the images to report on
 * @param preprocessing how images of this data set reach networks
 */
public record Splits(
    ImageSet train, ImageSet validation, ImageSet test, Preprocessing preprocessing) {
  /** The names of the classes, by label. */
  public List<String> classes() {
    return train.classes();
  }

  /**
   * The same images with the last of the training images as validation images.
   *
   * @param images how many
   * @throws IllegalStateException if there are validation images already
   * @throws IllegalArgumentException if there are not so many training images
   */
  public Splits holdOut(int images) {
    if (validation.size() != 0) {
      throw new IllegalStateException(
          train.source() + ": expected no validation images, has " + validation.size());
    }
    if (images < 0 || images > train.size()) {
      throw new IllegalArgumentException(
          train.source() + ": hold out " + images + ", expected 0 to " + train.size());
    }
    int kept = train.size() - images;
    return new Splits(train.slice(0, kept), train.slice(kept, train.size()), test, preprocessing);
  }
}
