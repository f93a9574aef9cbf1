package dev.jacquard.nn.data;

import dev.jacquard.tensor.Tensor;

/**
 * Images as a network takes them, with their labels. The images belong to the {@link BatchLoader}
 * that made them and are overwritten by its next batch; the labels are the batch's own.
 */
public final class Batch {
  private final Tensor images;
  private final int[] labels;

  Batch(Tensor images, int[] labels) {
    this.images = images;
    this.labels = labels;
  }

  /** The images, {@code [n, 3, S, S]}, overwritten by the loader's next batch. */
  public Tensor images() {
    return images;
  }

  /** A copy of the labels, one an image. */
  public int[] labels() {
    return labels.clone();
  }

  /** The number of images. */
  public int size() {
    return labels.length;
  }
}
